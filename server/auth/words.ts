/** What the two mails that open an account say. Holes: {name}, {municipality}, {link}. */
interface AccountWords {
	invitation: { subject: string; body: string };
	reset: { subject: string; body: string };
}

export const accountWords = {
	en: {
		invitation: {
			subject: '{municipality}: choose your password',
			body: `Hello {name}

You have been given an account with {municipality} to work on reported faults. Choose a password here within seven days:

{link}

The link works once. If you did not expect this message, you need not do anything.`,
		},
		reset: {
			subject: '{municipality}: a new password',
			body: `Hello {name}

Somebody asked for a new password for your account with {municipality}. If that was you, choose one here within an hour:

{link}

The link works once. If it was not you, you need not do anything: your password stays as it is.`,
		},
	},
	af: {
		invitation: {
			subject: '{municipality}: kies jou wagwoord',
			body: `Goeiedag {name}

Jy het ’n rekening by {municipality} gekry om aan aangemelde foute te werk. Kies binne sewe dae hier ’n wagwoord:

{link}

Die skakel werk een keer. As jy nie hierdie boodskap verwag het nie, hoef jy niks te doen nie.`,
		},
		reset: {
			subject: '{municipality}: ’n nuwe wagwoord',
			body: `Goeiedag {name}

Iemand het ’n nuwe wagwoord vir jou rekening by {municipality} gevra. As dit jy was, kies een hier binne ’n uur:

{link}

Die skakel werk een keer. As dit nie jy was nie, hoef jy niks te doen nie: jou wagwoord bly soos dit is.`,
		},
	},
	xh: {
		invitation: {
			subject: '{municipality}: khetha igama lakho lokugqithisa',
			body: `Molo {name}

Uvulelwe iakhawunti e-{municipality} ukuze usebenze ngeempazamo ezixeliweyo. Khetha igama lokugqithisa apha zingaphelanga iintsuku ezisixhenxe:

{link}

Eli khonkco lisebenza kube kanye. Ukuba ubungawulindelanga lo myalezo, akukho nto kufuneka uyenze.`,
		},
		reset: {
			subject: '{municipality}: igama lokugqithisa elitsha',
			body: `Molo {name}

Kukho umntu ocele igama lokugqithisa elitsha leakhawunti yakho e-{municipality}. Ukuba inguwe, khetha elitsha apha ingaphelanga iyure:

{link}

Eli khonkco lisebenza kube kanye. Ukuba ayinguwe, akukho nto kufuneka uyenze: igama lakho lokugqithisa alitshintshi.`,
		},
	},
} as const satisfies Record<string, AccountWords>;

/** A language in which we have words: the one asked for, else the municipality's first, else English. */
export function spoken(language: string, languages: readonly string[]): keyof typeof accountWords {
	const found = [language, ...languages].find((it) => Object.hasOwn(accountWords, it));
	return (found ?? 'en') as keyof typeof accountWords;
}
