export const alertKinds = ['confirm', 'new', 'daily'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** All that is said in alerts in one language. Holes: {place}, {title}, {count}, {municipality}, {phone}; {kind} of the things looked for. */
export interface AlertWords {
	kinds: Record<AlertKind, { subject: string; body: string }>;
	/** Where somebody looks. */
	area: string;
	only: string;
	confirm: string;
	more: string;
	emergency: string;
	stop: string;
}
