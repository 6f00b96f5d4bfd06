/** What is read out to a caller, in the caller's language: not the one in which staff read the console. */

const letters =
	'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'.split(
		' ',
	);

const english = 'zero one two three four five six seven eight nine'.split(' ');

const digits: Readonly<Record<string, readonly string[]>> = {
	en: english,
	af: 'nul een twee drie vier vyf ses sewe agt nege'.split(' '),
	xh: 'iqanda inye zimbini zintathu zine zintlanu zintandathu sixhenxe sibhozo lithoba'.split(' '),
};

const consent: Readonly<Record<string, string>> = {
	en: 'May we keep how you are reached, to tell you what becomes of this?',
	af: 'Mag ons hou hoe jy bereik kan word, om jou te laat weet wat hiervan word?',
	xh: 'Singayigcina indlela ofikeleleka ngayo, ukuze sikuxelele ukuba kwenzeke ntoni ngale nto?',
};

/** How somebody is asked whether they agree that we keep how they are reached. */
export const consentIn = (language: string): string => consent[language] ?? consent['en'] ?? '';

/** A ticket letter by letter: letters by the names that radio and telephone use everywhere, digits in the language. */
export function spelled(ticket: string, language: string): string[] {
	const named = digits[language] ?? english;
	return [...ticket.toUpperCase()].flatMap((sign) => {
		if (sign >= '0' && sign <= '9') return named[Number(sign)] ?? sign;
		return sign >= 'A' && sign <= 'Z' ? (letters[sign.charCodeAt(0) - 65] ?? sign) : [];
	});
}
