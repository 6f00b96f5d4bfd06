/** A spot on the map and how far around it, in metres. */
export interface Around {
	name: string;
	lon: number;
	lat: number;
	metres: number;
}

/** What an attribute of the asset must be: one of these values, or a number between two. */
export interface AttributeTest {
	name: string;
	values: readonly string[];
	from: number | null;
	to: number | null;
}

/** When a rule holds; whatever is empty or null asks nothing, and all that is asked must hold. */
export interface When {
	modes: readonly string[];
	families: readonly string[];
	classes: readonly string[];
	wards: readonly string[];
	places: readonly Around[];
	owners: readonly string[];
	attributes: readonly AttributeTest[];
	criticality: { from: number; to: number } | null;
	emergency: boolean | null;
	channels: readonly string[];
	/** Monday is 0; minutes after midnight where the municipality is. From 1080 to 360 is a night, which belongs to the day it begins on. */
	hours: { days: readonly number[]; from: number; to: number } | null;
}

/** What a rule does; null and false leave it as it is. */
export interface Does {
	department: string | null;
	/** Sets the priority (1 can wait … 5 danger to life), or raises it by so much. */
	priority: { how: 'set' | 'raise'; by: number } | null;
	/** Said to whoever reported, with the thanks. */
	reply: Readonly<Record<string, string>> | null;
	/** Somebody should look. */
	look: boolean;
	/** Who could do it, in words. */
	crew: string | null;
	/** Code of another authority to which it could be handed on. */
	authority: string | null;
}

export interface Rule {
	id: string;
	name: string;
	enabled: boolean;
	when: When;
	does: Does;
}

export const actions = ['department', 'priority', 'reply', 'look', 'crew', 'authority'] as const;
export type Action = (typeof actions)[number];

/** What is known of a fault when it is routed. */
export interface Facts {
	mode: string;
	family: string;
	class: string;
	ward: string | null;
	lon: number;
	lat: number;
	owner: string | null;
	attributes: Readonly<Record<string, unknown>>;
	criticality: number | null;
	emergency: boolean;
	channel: string;
	/** Monday is 0. */
	day: number;
	/** Minutes after midnight. */
	minute: number;
}

/** What holds where no rule says otherwise, and what a rule may name. */
export interface Ground {
	department: string;
	priority: number;
	departments: ReadonlySet<string>;
	authorities: ReadonlySet<string>;
}

/** A rule that held but named something that is no more. */
export interface Broken {
	rule: string;
	action: Action;
	wanted: string;
}

/** What was decided, and which rule decided it; what no rule decided is the default. */
export interface Decision {
	department: string;
	priority: number;
	look: boolean;
	crew: string | null;
	authority: string | null;
	by: Partial<Record<Action, string>>;
	broken: Broken[];
}

const among = <T>(wanted: readonly T[], it: T | null): boolean => wanted.length === 0 || (it !== null && wanted.includes(it));

const metresPerDegree = 111_320;

const within = ({ lon, lat, metres }: Around, it: Facts): boolean =>
	Math.hypot((it.lon - lon) * Math.cos((lat * Math.PI) / 180), it.lat - lat) * metresPerDegree <= metres;

const told = (it: unknown): boolean => it !== null && it !== undefined && it !== '';

function attributeIs({ name, values, from, to }: AttributeTest, { attributes }: Facts): boolean {
	const it = attributes[name];
	if (!told(it)) return false;
	if (values.length > 0) return values.includes(String(it));
	const number = Number(it);
	return Number.isFinite(number) && number >= (from ?? Number.NEGATIVE_INFINITY) && number <= (to ?? Number.POSITIVE_INFINITY);
}

function inHours({ days, from, to }: NonNullable<When['hours']>, { day, minute }: Facts): boolean {
	if (from < to) return among(days, day) && minute >= from && minute < to;
	// Over midnight, or round the clock: what comes before `to` belongs to the evening before.
	return minute >= from ? among(days, day) : minute < to && among(days, (day + 6) % 7);
}

/** Whether a rule holds for a fault. */
export function holds({ enabled, when }: Pick<Rule, 'enabled' | 'when'>, it: Facts): boolean {
	return (
		enabled &&
		among(when.modes, it.mode) &&
		among(when.families, it.family) &&
		among(when.classes, it.class) &&
		among(when.wards, it.ward) &&
		among(when.owners, it.owner) &&
		among(when.channels, it.channel) &&
		(when.emergency === null || when.emergency === it.emergency) &&
		(when.criticality === null || (it.criticality !== null && it.criticality >= when.criticality.from && it.criticality <= when.criticality.to)) &&
		(when.hours === null || inHours(when.hours, it)) &&
		when.attributes.every((test) => attributeIs(test, it)) &&
		(when.places.length === 0 || when.places.some((place) => within(place, it)))
	);
}

/** Which actions a rule takes. */
export const actionsOf = ({ does }: Pick<Rule, 'does'>): Action[] => actions.filter((it) => does[it] !== null && does[it] !== false);

const most = 5;
const priorityBy = (it: Does['priority'], usual: number): number => (it === null ? usual : it.how === 'set' ? it.by : Math.min(most, usual + it.by));

/** Told of each rule that holds, which of its actions are still open, and who took the others. */
export type Onlooker = (rule: Rule, it: { open: readonly Action[]; taken: ReadonlyMap<Action, string> }) => void;

/**
 * Decides where a fault goes: the rules in their order, the first that holds wins for each action it takes, and what none decides stays as the service
 * has it. A rule that names what is no more is passed over for that action, which then is the default, and is told of: nothing is left unrouted.
 */
export function decide(rules: readonly Rule[], facts: Facts, ground: Ground, look?: Onlooker): Decision {
	const decision: Decision = { department: ground.department, priority: ground.priority, look: false, crew: null, authority: null, by: {}, broken: [] };
	const taken = new Map<Action, string>();
	for (const rule of rules) {
		const open = actionsOf(rule).filter((it) => !taken.has(it));
		if ((open.length === 0 && !look) || !holds(rule, facts)) continue;
		look?.(rule, { open, taken });
		for (const action of open) {
			taken.set(action, rule.id);
			act(decision, { rule, action, ground });
		}
	}
	return decision;
}

/** What an action names that must be there, if it names anything. */
const namedBy = ({ does }: Rule, action: Action): string | null => (action === 'department' || action === 'authority' ? does[action] : null);

function act(decision: Decision, { rule, action, ground }: { rule: Rule; action: Action; ground: Ground }): void {
	const wanted = namedBy(rule, action);
	if (wanted !== null && !(action === 'department' ? ground.departments : ground.authorities).has(wanted)) {
		decision.broken.push({ rule: rule.id, action, wanted });
		return;
	}
	const { does } = rule;
	decision.by[action] = rule.id;
	if (action === 'department') decision.department = does.department ?? ground.department;
	else if (action === 'priority') decision.priority = priorityBy(does.priority, ground.priority);
	else if (action === 'look') decision.look = true;
	else if (action !== 'reply') decision[action] = does[action];
}
