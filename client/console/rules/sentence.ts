import type { Rule } from '../../../server/municipality/rules/contract.ts';
import { t } from '../../i18n/console.ts';
import { distance, number, quantity } from '../../i18n/format.ts';
import { text } from '../../i18n/text.ts';
import { modeName } from '../authorities/our-modes.ts';
import { departmentName } from '../facts.ts';
import { attributeName, attributeOf, authorityName, className, wardName } from './names.ts';

type When = Rule['when'];
type Does = Rule['does'];

/** Several as one reads them: "a, b or c". */
const listed = (parts: readonly string[], between: string): string =>
	parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${between}${parts.at(-1)}`;

const any = (parts: readonly string[]): string => listed(parts, t('rules.or'));

/** A time of day from minutes after midnight, as a field of time has it. */
export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const dayNames = ['0', '1', '2', '3', '4', '5', '6'] as const;
/** The days of a week by their names, Monday first. */
export const days = (): { value: string; label: string }[] => dayNames.map((value) => ({ value, label: t(`rules.day.${value}`) }));

const some = (named: readonly string[], say: (list: string) => string): string[] => (named.length > 0 ? [say(any(named))] : []);

function attributeWords({ name: id, values, from, to }: When['attributes'][number]): string {
	const name = attributeName(id);
	const { choices = {}, unit = '' } = attributeOf(id) ?? {};
	const amount = (it: number): string => (unit ? quantity(it, unit, 3) : number(it, 3));
	if (values.length > 0) return t('rules.if.values', { name, list: any(values.map((it) => choices[it] ?? it)) });
	if (from !== null && to !== null) return t('rules.if.between', { name, from: amount(from), to: amount(to) });
	return from === null ? t('rules.if.atMost', { name, to: amount(to ?? 0) }) : t('rules.if.atLeast', { name, from: amount(from) });
}

function hoursWords({ days: wanted, from, to }: NonNullable<When['hours']>): string {
	const named = any(
		days()
			.filter(({ value }) => wanted.includes(Number(value)))
			.map(({ label }) => label),
	);
	const whole = from === 0 && (to === 1440 || to === 0);
	const hours = { from: clockOf(from), to: to === 1440 ? '24:00' : clockOf(to) };
	if (wanted.length === 0) return t('rules.if.hours', hours);
	return whole ? t('rules.if.days', { days: named }) : t('rules.if.daysHours', { days: named, ...hours });
}

const criticalityWords = ({ from, to }: NonNullable<When['criticality']>): string => {
	if (from === to) return t('rules.if.criticalityIs', { from });
	return to === 5 ? t('rules.if.criticalityFrom', { from }) : t('rules.if.criticality', { from, to });
};

/** What a rule asks, piece by piece. */
function conditions(when: When): string[] {
	return [
		...some(
			when.modes.map((it) => `“${modeName(it)}”`),
			(list) => t('rules.if.modes', { list }),
		),
		...some(when.families, (list) => t('rules.if.families', { list })),
		...some(when.classes.map(className), (list) => t('rules.if.classes', { list })),
		...some(when.wards.map(wardName), (list) => t('rules.if.wards', { list })),
		...some(
			when.places.map(({ name, metres }) => t('rules.if.place', { distance: distance(metres), name })),
			(list) => t('rules.if.places', { list }),
		),
		...some(when.owners, (list) => t('rules.if.owners', { list })),
		...when.attributes.map(attributeWords),
		...(when.criticality ? [criticalityWords(when.criticality)] : []),
		...(when.emergency === null ? [] : [t(when.emergency ? 'rules.if.emergency' : 'rules.if.noEmergency')]),
		...some(
			when.channels.map((it) => t(`rules.channel.${it}`)),
			(list) => t('rules.if.channels', { list }),
		),
		...(when.hours ? [hoursWords(when.hours)] : []),
	];
}

const priorityWords = (it: Does['priority']): string[] => (it ? [t(it.how === 'set' ? 'rules.do.set' : 'rules.do.raise', { n: it.by })] : []);

/** What a rule does, piece by piece. */
const deeds = (does: Does): string[] => [
	...(does.department ? [t('rules.do.department', { name: departmentName(does.department) })] : []),
	...priorityWords(does.priority),
	...(does.look ? [t('rules.do.look')] : []),
	...(does.crew ? [t('rules.do.crew', { name: does.crew })] : []),
	...(does.authority ? [t('rules.do.authority', { name: authorityName(does.authority) })] : []),
	...(does.reply ? [t('rules.do.reply', { words: text(does.reply) })] : []),
];

/** A rule in one sentence. */
export function sentence({ when, does }: Pick<Rule, 'when' | 'does'>): string {
	const asked = listed(conditions(when), t('rules.and'));
	const done = listed(deeds(does), t('rules.and')) || t('rules.nothing');
	return asked ? t('rules.sentence', { when: asked, does: done }) : t('rules.sentenceAlways', { does: done });
}
