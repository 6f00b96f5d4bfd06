/** What the mail says by which somebody shows that an address is theirs. Holes: {municipality}, {link}. */
interface RequestWords {
	subject: string;
	export: string;
	erase: string;
}

export const requestWords: Readonly<Record<string, RequestWords>> = {
	en: {
		subject: '{municipality}: your data',
		export: `Hello

Somebody asked what {municipality} holds about this e-mail address. If that was you, open this page within two days. There you can see it, take it with you, or have it erased:

{link}

If it was not you, you need not do anything: nobody is shown anything.`,
		erase: `Hello

Somebody asked {municipality} to erase everything it holds about this e-mail address. If that was you, open this page within two days and confirm it there:

{link}

If it was not you, you need not do anything: nothing will be erased.`,
	},
	af: {
		subject: '{municipality}: jou data',
		export: `Goeiedag

Iemand het gevra wat {municipality} oor hierdie e-posadres hou. As dit jy was, maak binne twee dae hierdie bladsy oop. Daar kan jy dit sien, saamneem, of laat uitwis:

{link}

As dit nie jy was nie, hoef jy niks te doen nie: niemand kry iets te sien nie.`,
		erase: `Goeiedag

Iemand het {municipality} gevra om alles wat ons oor hierdie e-posadres hou, uit te wis. As dit jy was, maak binne twee dae hierdie bladsy oop en bevestig dit daar:

{link}

As dit nie jy was nie, hoef jy niks te doen nie: niks word uitgewis nie.`,
	},
	xh: {
		subject: '{municipality}: iinkcukacha zakho',
		export: `Molo

Kukho umntu obuze ukuba i-{municipality} igcine ntoni malunga nale dilesi ye-imeyile. Ukuba inguwe, vula eli phepha zingaphelanga iintsuku ezimbini. Apho ungazibona iinkcukacha zakho, uzithabathe, okanye ucele zicinywe:

{link}

Ukuba ayinguwe, akukho nto kufuneka uyenze: akukho mntu uboniswa nto.`,
		erase: `Molo

Kukho umntu ocele i-{municipality} ukuba icime yonke into eyigcinileyo malunga nale dilesi ye-imeyile. Ukuba inguwe, vula eli phepha zingaphelanga iintsuku ezimbini uze uqinisekise apho:

{link}

Ukuba ayinguwe, akukho nto kufuneka uyenze: akukho nto iza kucinywa.`,
	},
};
