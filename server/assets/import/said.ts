/** Columns of the register itself that a file may fill. */
export const registerFields = ['owner', 'status', 'installed_on', 'retired_on', 'condition_grade', 'condition_on', 'criticality', 'street', 'zone'] as const;
export type RegisterField = (typeof registerFields)[number];

/** The bit that says that a row speaks of a field, be it to say that there is nothing. */
export const saidBit = (field: RegisterField): number => 2 ** registerFields.indexOf(field);
