/** What in a text may name or lead to a person or a home. */
export type Finding = 'email' | 'phone' | 'id-number' | 'plate' | 'code' | 'name' | 'home';

/** What stands for what is hidden. */
const hidden = '•••';

/** South African identity numbers: thirteen digits that begin with a day and end with Luhn's check digit. */
function isIdentityNumber(digits: string): boolean {
	const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
	if (digits.length !== 13 || month < 1 || month > 12 || day < 1 || day > 31) return false;
	const sum = [...digits].reverse().reduce((total, digit, i) => {
		const it = Number(digit) * (i % 2 === 0 ? 1 : 2);
		return total + (it > 9 ? it - 9 : it);
	}, 0);
	return sum % 10 === 0;
}

interface Rule {
	finding: Finding;
	pattern: RegExp;
	/** Whether what matches is truly it. */
	holds?: (match: string) => boolean;
}

const numbers = (text: string): string => text.replace(/\D/g, '');
const capital = String.raw`\p{Lu}[\p{L}'’-]+`;
const introduced = String.raw`(?:[Mm]y name is|[Nn]ame:|[Mm]y naam is|[Nn]aam:|[Ii]gama lam ngu-?|[Nn]din?gu-?|[Aa]sk for|[Vv]ra vir|[Bb]uza u-?|\b(?:Mr|Mrs|Ms|Dr|Prof|Mnr|Mev|Mej|Nksz|Mnu|Nkskz)\b\.?)`;

/** Troubles of a home that a burglar would like to read, in three languages: the whole sentence is hidden. */
const home = [
	`(?:nobody|no one|noone)(?:'s| is| will be)?(?: at)? home`,
	`(?:house|home) (?:is |stands |will be )?empty`,
	`(?:we|i)(?:'re| are|'m| am) (?:away|on holiday|on leave|overseas|out of town)`,
	`key(?:s)? (?:is|are|lies?) (?:under|behind|in the|on the)`,
	`alarm (?:is |system is )?(?:off|broken|dead|not working|disarmed)`,
	`electric fence (?:is )?(?:off|broken|dead|not working)`,
	`niemand is (?:by die huis|tuis)`,
	`huis (?:is|staan) leeg`,
	`(?:ons|ek) is (?:weg|met vakansie|met verlof|oorsee)`,
	`sleutel(?:s)? (?:is|lê) (?:onder|agter|in die|op die)`,
	`alarm (?:is )?(?:af|stukkend|gebreek|werk nie)`,
	`heining (?:is )?(?:af|dood|werk nie)`,
	`akukho (?:mntu|bani)(?: e?khaya)`,
	`ikhaya (?:alinamntu|lingenamntu)`,
	`indlu (?:ayinamntu|ingenamntu|ayinabantu)`,
	`asikho (?:ekhaya|kowethu)`,
	`siholidayini|sise?holideyini`,
	`isitshixo (?:siphantsi|sisemva|singaphantsi)`,
	`i?-?alam(?:u)? (?:ayisebenzi|icimile|yaphukile)`,
].join('|');

const rules: readonly Rule[] = [
	{ finding: 'home', pattern: new RegExp(String.raw`[^.!?\n]*\b(?:${home})[^.!?\n]*[.!?]?`, 'giu') },
	{ finding: 'email', pattern: /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().,;]+/g },
	{ finding: 'id-number', pattern: /\b\d{6}[ -]?\d{4}[ -]?\d{2}[ -]?\d\b|\b\d{13}\b/g, holds: (it) => isIdentityNumber(numbers(it)) },
	{ finding: 'phone', pattern: /\+?\(?\d(?:[\s().-]*\d){8,14}/g },
	{ finding: 'code', pattern: /\b(?:alarm|gate|door|hek|kode|code|pin|ikhowudi|igeyithi)\D{0,12}\d{3,}/gi },
	{ finding: 'plate', pattern: /\b[A-Z]{2,3}[\s-]?\d{2,3}[\s-]?\d{3,4}\b|\b[A-Z]{2,3}[\s-]?\d{2,3}[\s-]?[A-Z]{2,3}[\s-]?(?:GP|MP|NW|FS|NC|EC|L|ZN)\b/g },
	{ finding: 'name', pattern: new RegExp(String.raw`${introduced}\s*${capital}(?:\s+(?:van|der|de|du|le|von|ka|${capital}))*`, 'gu') },
];

/** A text without what may name or lead to a person or a home, and what was found in it; a found text waits for a moderator before anybody sees it. */
export function withoutPersonal(text: string): { text: string; found: Finding[] } {
	const found = new Set<Finding>();
	const cleaned = rules.reduce(
		(rest, { finding, pattern, holds }) =>
			rest.replace(pattern, (match) => {
				if (holds && !holds(match)) return match;
				found.add(finding);
				const [before = ''] = /^\s*/.exec(match) ?? [];
				return before + hidden;
			}),
		text,
	);
	return { text: cleaned, found: [...found] };
}

/** How words come before the public: as they are, or, where something was found, cleaned and only once a moderator has looked. */
export function publicly(
	words: string,
	{ moderateFirst = false }: { moderateFirst?: boolean } = {},
): { visibility: 'public' | 'held'; publicWords: string | null } {
	const { text, found } = withoutPersonal(words);
	return { visibility: found.length > 0 || moderateFirst ? 'held' : 'public', publicWords: found.length > 0 ? text : null };
}
