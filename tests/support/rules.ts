import type { Rule } from '../../server/municipality/rules/contract.ts';

const always: Rule['when'] = {
	...{ modes: [], families: [], classes: [], wards: [], places: [], owners: [], attributes: [], criticality: null, emergency: null, channels: [], hours: null },
};
const nothing: Rule['does'] = { department: null, priority: null, reply: null, look: false, crew: null, authority: null };

/** A rule that holds where it says and does what it says, and else always holds and does nothing. */
export const rule = (id: string, when: Partial<Rule['when']>, does: Partial<Rule['does']>): Rule => ({
	...{ id, name: id, enabled: true, when: { ...always, ...when }, does: { ...nothing, ...does } },
});
