import { actionsOf, type Rule } from '../../maths/routing.ts';
import type { FieldError } from '../../platform/problem.ts';
import { catalogue } from '../catalogue.ts';
import type { Town } from '../town.ts';

type Named = Pick<Town, 'departments' | 'authorities' | 'wards' | 'municipality'>;

const families = new Set([...catalogue.modes.values()].map(({ mode }) => mode.family));
const attributeKinds = new Map(catalogue.classes.flatMap((it) => it.attributes.map(({ id, kind }) => [id, kind] as const)));

const firstStranger = (named: readonly string[], known: (it: string) => boolean): string | undefined => named.find((it) => !known(it));

/** What the condition of a rule names that is not there. */
function conditionErrors({ when }: Rule, { wards }: Named): FieldError[] {
	const stranger = (path: string, what: string, named: readonly string[], known: (it: string) => boolean): FieldError[] => {
		const it = firstStranger(named, known);
		return it === undefined ? [] : [{ path: `when.${path}`, message: `There is no ${what} ${it}.` }];
	};
	return [
		...stranger('modes', 'failure mode', when.modes, (it) => catalogue.modes.has(it)),
		...stranger('families', 'family of failure modes', when.families, (it) => families.has(it)),
		...stranger('classes', 'asset class', when.classes, (it) => catalogue.byId.has(it)),
		...stranger('wards', 'ward', when.wards, (it) => wards.some((ward) => ward.code === it)),
		...when.attributes.flatMap(({ name, values }, at) => {
			const kind = attributeKinds.get(name);
			if (kind === undefined) return [{ path: `when.attributes.${at}.name`, message: `No asset class has an attribute ${name}.` }];
			return values.length === 0 && kind !== 'number' ? [{ path: `when.attributes.${at}.from`, message: `${name} is no number: name its values.` }] : [];
		}),
	];
}

/** What a rule does that cannot be done. */
function actionErrors({ does }: Rule, { departments, authorities, municipality }: Named): FieldError[] {
	const errors: FieldError[] = [];
	if (does.department !== null && !departments.some(({ code }) => code === does.department))
		errors.push({ path: 'does.department', message: `There is no department ${does.department}.` });
	if (does.authority !== null && !authorities.some(({ code }) => code === does.authority))
		errors.push({ path: 'does.authority', message: `There is no authority ${does.authority}.` });
	const [first = 'en'] = municipality.languages;
	if (does.reply !== null && !does.reply[first]?.trim()) errors.push({ path: `does.reply.${first}`, message: 'Say what they are told.' });
	return errors;
}

/** Everything that is wrong with rules, each by its field: what they name must be there, and each must do something. */
export function ruleErrors(rules: readonly Rule[], town: Named): FieldError[] {
	const seen = new Set<string>();
	return rules.flatMap((rule, at) => {
		const twice = seen.has(rule.id) ? [{ path: 'id', message: 'Another rule has this id.' }] : [];
		seen.add(rule.id);
		const idle = actionsOf(rule).length === 0 ? [{ path: 'does', message: 'Say what the rule does.' }] : [];
		return [...twice, ...idle, ...conditionErrors(rule, town), ...actionErrors(rule, town)].map(({ path, message }) => ({
			path: `rules.${at}.${path}`,
			message,
		}));
	});
}
