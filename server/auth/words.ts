/** What mails about an account say. Holes: {name}, {municipality}, and {link} in those that open one. */
interface AccountWords {
	invitation: { subject: string; body: string };
	reset: { subject: string; body: string };
	locked: { subject: string; body: string };
	'factor-on': { subject: string; body: string };
	'factor-off': { subject: string; body: string };
	/** Also {title}, {owner}. */
	'letter-paused': { subject: string; body: string };
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
		locked: {
			subject: '{municipality}: your account rests for a while',
			body: `Hello {name}

Somebody tried to sign in to your account with {municipality} ten times with a wrong password or code. The account now rests for a while; each time this happens, for twice as long.

If that was you, wait, choose a new password, or ask an administrator to open the account. If it was not you, choose a new password and tell an administrator.`,
		},
		'factor-on': {
			subject: '{municipality}: signing in now needs a code',
			body: `Hello {name}

From now on you sign in to {municipality} with your password and a code from your phone. Keep the recovery codes on paper: each takes the place of the phone once.

If that was not you, tell an administrator at once.`,
		},
		'factor-off': {
			subject: '{municipality}: signing in no longer needs a code',
			body: `Hello {name}

The second factor was taken off your account with {municipality}: a password alone opens it now. If you have a new phone, set it up again under your name in the console.

If you do not know of this, tell an administrator at once.`,
		},
		'letter-paused': {
			subject: '{municipality}: “{title}” is no longer sent',
			body: `Hello {name}

“{title}” was sent by e-mail again and again. {owner}, who set it up, works here no more or may no longer plan, so it has been paused and nobody gets it.

If it is still needed, a planner can set it up under their own name: in the planner, under “Sent by e-mail”. You can remove it there.`,
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
		locked: {
			subject: '{municipality}: jou rekening rus ’n rukkie',
			body: `Goeiedag {name}

Iemand het tien keer met ’n verkeerde wagwoord of kode by jou rekening by {municipality} probeer aanmeld. Die rekening rus nou ’n rukkie; elke keer dat dit gebeur, dubbel so lank.

As dit jy was, wag, kies ’n nuwe wagwoord, of vra ’n administrateur om die rekening oop te maak. As dit nie jy was nie, kies ’n nuwe wagwoord en sê vir ’n administrateur.`,
		},
		'factor-on': {
			subject: '{municipality}: aanmelding vra nou ’n kode',
			body: `Goeiedag {name}

Van nou af meld jy by {municipality} aan met jou wagwoord en ’n kode van jou foon. Hou die herstelkodes op papier: elkeen neem een keer die plek van die foon in.

As dit nie jy was nie, sê dadelik vir ’n administrateur.`,
		},
		'factor-off': {
			subject: '{municipality}: aanmelding vra nie meer ’n kode nie',
			body: `Goeiedag {name}

Die tweede faktor is van jou rekening by {municipality} afgehaal: ’n wagwoord alleen maak dit nou oop. As jy ’n nuwe foon het, stel dit weer op onder jou naam in die beheerpaneel.

As jy nie hiervan weet nie, sê dadelik vir ’n administrateur.`,
		},
		'letter-paused': {
			subject: '{municipality}: “{title}” word nie meer gestuur nie',
			body: `Goeiedag {name}

“{title}” is kort-kort per e-pos gestuur. {owner}, wat dit opgestel het, werk nie meer hier nie of mag nie meer beplan nie. Daarom is dit gestaak en kry niemand dit nie.

As dit nog nodig is, kan ’n beplanner dit onder hul eie naam opstel: in die beplanner, onder “Per e-pos gestuur”. Jy kan dit daar verwyder.`,
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
		locked: {
			subject: '{municipality}: iakhawunti yakho iphumle okwexeshana',
			body: `Molo {name}

Umntu uzame izihlandlo ezilishumi ukungena kwiakhawunti yakho e-{municipality} ngegama lokugqithisa okanye ikhowudi engachanekanga. Iakhawunti ngoku iphumle okwexeshana; qho xa oku kusenzeka, ixesha liphindwa kabini.

Ukuba inguwe, linda, ukhethe igama lokugqithisa elitsha, okanye ucele umlawuli avule iakhawunti. Ukuba ayinguwe, khetha igama lokugqithisa elitsha uze uxelele umlawuli.`,
		},
		'factor-on': {
			subject: '{municipality}: ukungena ngoku kufuna ikhowudi',
			body: `Molo {name}

Ukususela ngoku ungena e-{municipality} ngegama lakho lokugqithisa nekhowudi esuka kwifowuni yakho. Gcina iikhowudi zokubuyisela ephepheni: nganye ithatha indawo yefowuni kube kanye.

Ukuba ayinguwe, xelela umlawuli ngoko nangoko.`,
		},
		'factor-off': {
			subject: '{municipality}: ukungena akusafuni khowudi',
			body: `Molo {name}

Isiqinisekiso sesibini sisusiwe kwiakhawunti yakho e-{municipality}: igama lokugqithisa lodwa liyayivula ngoku. Ukuba unefowuni entsha, simisele kwakhona phantsi kwegama lakho kwikhonsoli.

Ukuba awukwazi oku, xelela umlawuli ngoko nangoko.`,
		},
		'letter-paused': {
			subject: '{municipality}: “{title}” ayisathunyelwa',
			body: `Molo {name}

“{title}” ibithunyelwa nge-imeyile rhoqo. U-{owner} oyimiseleyo akasasebenzi apha okanye akasenalo igunya lokucwangcisa, ngoko imisiwe kwaye akukho mntu uyifumanayo.

Ukuba isafuneka, umcwangcisi angayimisela phantsi kwegama lakhe: kwindawo yomcwangcisi, phantsi kwe-“Ezithunyelwa nge-imeyile”. Ungayisusa apho.`,
		},
	},
} as const satisfies Record<string, AccountWords>;

/** A language in which we have words: the one asked for, else the municipality's first, else English. */
export function spoken(language: string, languages: readonly string[]): keyof typeof accountWords {
	const found = [language, ...languages].find((it) => Object.hasOwn(accountWords, it));
	return (found ?? 'en') as keyof typeof accountWords;
}
