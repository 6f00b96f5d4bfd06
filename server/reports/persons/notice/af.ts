import type { NoticeWords } from './words.ts';

/** What people are told about their personal information, in Afrikaans. */
export const notice: NoticeWords = {
	title: 'Jou persoonlike inligting',
	who: {
		title: 'Wie verantwoordelik is',
		text: '{municipality} is verantwoordelik vir wat jy ons hier gee. Jy bereik die persoon wat daarna omsien (die Inligtingsbeampte) hier: {officer}. As ons jou nie help nie, mag jy by die Inligtingsreguleerder van Suid-Afrika kla: inforegulator.org.za.',
	},
	what: {
		title: 'Wat ons vra, en wat jy nie hoef te gee nie',
		text: 'Ons moet weet wat verkeerd is en waar. Al die ander dinge is jou keuse: jou naam, e-pos, foonnommer, foto’s en jou eie woorde. Jy mag ’n fout aanmeld sonder om te sê wie jy is; dan kan ons nie aan jou skryf nie.',
	},
	why: {
		title: 'Waarvoor ons dit gebruik',
		text: 'Om die fout te vind en reg te maak, om jou te laat weet wat daarvan word, en om misbruik van die diens te keer. Vir niks anders nie: ons verkoop dit nie, en ons maak geen profiel van jou nie.',
	},
	sees: {
		title: 'Wie dit sien',
		text: 'Almal sien die soort fout, die bate of straat, die dag en hoe ver die herstelwerk is: nooit wie dit aangemeld het nie, en nooit presies waar jy gestaan het nie. Jou woorde word net gewys as jy dit toelaat, jou foto’s eers nadat iemand daarna gekyk het; gesigte en nommerplate word onherkenbaar gemaak, en wat na ’n mens kan lei, word versteek. Ons personeel, en kontrakteurs wat ons stuur, sien wat hulle vir die herstelwerk nodig het.',
	},
	long: {
		title: 'Hoe lank ons dit hou',
		text: 'Tot {months} maande nadat jou fout verby is. Dan haal ons jou naam, adres, nommer, woorde en presiese plek uit; wat oorbly, is dat daar ’n fout was. Foto’s soos jy hulle gestuur het, word {days} dae nadat die fout gesluit is, geskrap as hulle onherkenbaar gemaak moes word of nie gewys is nie. Van jou toestel hou ons net ’n deurmekaargemaakte nommer, wat saam met die res uitgehaal word. As jy aanmeld om jou aanmeldings te sien, duur dit dertig dae of totdat jy afmeld; ’n toestel wat jy jou laat inlig, ken ons totdat jy dit stop.',
	},
	rights: {
		title: 'Wat jy mag vra',
		text: 'Jy mag sien wat ons oor jou hou, dit saamneem, dit laat regstel of dit laat uitwis, wanneer jy wil en sonder om te sê hoekom. Doen dit self op hierdie bladsy, of vra die Inligtingsbeampte.',
	},
};
