const months = {
	en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
	af: ['Jan.', 'Feb.', 'Mrt.', 'Apr.', 'Mei', 'Jun.', 'Jul.', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Des.'],
	xh: ['Jan', 'Feb', 'Mat', 'Epr', 'Mey', 'Jun', 'Jul', 'Aga', 'Sep', 'Okt', 'Nov', 'Dis'],
};

/** The months by their short names, the first is 0. */
export const monthWords = (month: number): Readonly<Record<string, string>> =>
	Object.fromEntries(Object.entries(months).map(([language, names]) => [language, names[month] ?? '']));

/** What the report of weeks that stand out says. */
export const watchWords = {
	show: { en: 'Show', af: 'Wys', xh: 'Bonisa' },
	weeks: { en: 'Weeks that stand out', af: 'Weke wat uitstaan', xh: 'Iiveki ezivelelayo' },
	season: { en: 'The season', af: 'Die seisoen', xh: 'Ixesha lonyaka' },
	class: { en: 'Asset class', af: 'Bateklas', xh: 'Uhlobo lwempahla' },
	all: { en: 'All classes', af: 'Alle klasse', xh: 'Zonke iintlobo' },
	watch: { en: 'Weeks watched', af: 'Weke dopgehou', xh: 'Iiveki ezijongiweyo' },
	watchHint: {
		en: 'The last whole weeks; those before them say what is to be expected.',
		af: 'Die laaste volle weke; dié voor hulle sê wat te verwagte is.',
		xh: 'Iiveki ezipheleleyo zokugqibela; ezangaphambili zixela okulindelekileyo.',
	},
	from: { en: 'History from', af: 'Geskiedenis vanaf', xh: 'Imbali ukususela' },
	to: { en: 'Until', af: 'Tot', xh: 'Ukuya' },
	when: { en: 'When', af: 'Wanneer', xh: 'Nini' },
	month: { en: 'Month', af: 'Maand', xh: 'Inyanga' },
	faults: { en: 'Faults', af: 'Foute', xh: 'Iimpazamo' },
	expected: { en: 'To be expected', af: 'Te verwagte', xh: 'Ezilindelekileyo' },
	expectedHint: {
		en: 'By the trend and the season of the weeks before those watched.',
		af: 'Volgens die neiging en die seisoen van die weke voor dié wat dopgehou word.',
		xh: 'Ngokwendlela eziya ngayo nexesha lonyaka leeveki ezingaphambi kwezijongiweyo.',
	},
	band: { en: 'Usual range', af: 'Gewone omvang', xh: 'Uluhlu oluqhelekileyo' },
	bandHint: {
		en: 'Chance alone goes beyond the upper end in about one of 100 cases, and below the lower end in about one.',
		af: 'Toeval alleen gaan in omtrent een uit 100 gevalle bo die boonste grens, en in omtrent een onder die onderste.',
		xh: 'Ithamsanqa lodwa ligqitha kumda ophezulu malunga nesinye kwizihlandlo ezili-100, lize libe ngaphantsi komda osezantsi malunga nesinye.',
	},
	verdict: { en: 'Out of the ordinary?', af: 'Buitengewoon?', xh: 'Ngaba akuqhelekanga?' },
	stands: { en: 'Yes', af: 'Ja', xh: 'Ewe' },
	both: {
		en: 'Yes, also against the same season of the four years before',
		af: 'Ja, ook teenoor dieselfde seisoen van die vier jaar tevore',
		xh: 'Ewe, nangokuthelekiswa nexesha elifanayo leminyaka emine edlulileyo',
	},
	one: {
		en: 'Yes, but not against the same season of the four years before',
		af: 'Ja, maar nie teenoor dieselfde seisoen van die vier jaar tevore nie',
		xh: 'Ewe, kodwa hayi xa kuthelekiswa nexesha elifanayo leminyaka emine edlulileyo',
	},
	sudden: {
		en: 'Yes, against the seven weeks just before',
		af: 'Ja, teenoor die sewe weke net tevore',
		xh: 'Ewe, xa kuthelekiswa neeveki ezisixhenxe ezandulelayo',
	},
	alarms: { en: 'Said by', af: 'Gesê deur', xh: 'Kuxelwa yi' },
	alarmsHint: {
		en: 'Which alarms say so: the trend and season of this report; the same season of four earlier years (Farrington); what a season that is alike every year and a trend leave over (STL); the weeks just before (EARS). The more of them, the surer.',
		af: 'Watter alarms dit sê: die neiging en seisoen van hierdie verslag; dieselfde seisoen van vier vroeër jare (Farrington); wat ’n seisoen wat elke jaar eenders is en ’n neiging oorlaat (STL); die weke net tevore (EARS). Hoe meer van hulle, hoe sekerder.',
		xh: 'Zeziphi iialam ezixelayo: indlela eziya ngayo nexesha lonyaka lale ngxelo; ixesha elifanayo leminyaka emine yangaphambili (Farrington); okushiywa lixesha lonyaka elifanayo minyaka le nendlela eziya ngayo (STL); iiveki ezandulelayo (EARS). Okukhona zininzi, kokukhona kuqinisekile.',
	},
	ownSeason: { en: 'Trend and season', af: 'Neiging en seisoen', xh: 'Indlela nexesha lonyaka' },
	ears: {
		en: 'Where less than two years lie before them, weeks are held against the seven just before (EARS C1) or those that end two weeks before (C2). These know nothing of seasons: a winter that comes early looks like an alarm, and chance alone makes one of 24 to 206 weeks stand out.',
		af: 'Waar minder as twee jaar tevore lê, word weke gehou teen die sewe net tevore (EARS C1) of dié wat twee weke tevore eindig (C2). Dié weet niks van seisoene nie: ’n winter wat vroeg kom, lyk soos ’n alarm, en toeval alleen laat een uit 24 tot 206 weke uitstaan.',
		xh: 'Apho kukho ngaphantsi kweminyaka emibini ngaphambili, iiveki zithelekiswa nezisixhenxe ezandulelayo (EARS C1) okanye ezo ziphela kwiiveki ezimbini ngaphambili (C2). Ezi azazi nto ngamaxesha onyaka: ubusika obufika kwangethuba bukhangeleka njengealam, kwaye ithamsanqa lodwa lenza iveki enye kwezingama-24 ukuya kwi-206 ivelele.',
	},
	weekOf: { en: 'Week of {day}', af: 'Week van {day}', xh: 'Iveki yomhla we-{day}' },
	allWeeks: { en: 'All {n} weeks', af: 'Al {n} weke', xh: 'Zonke iiveki ezi-{n}' },
	more: { en: 'More than usual', af: 'Meer as gewoonlik', xh: 'Ngaphezu kwesiqhelo' },
	less: { en: 'Fewer than usual', af: 'Minder as gewoonlik', xh: 'Ngaphantsi kwesiqhelo' },
	rising: { en: 'Rising slowly since {day}', af: 'Styg stadig sedert {day}', xh: 'Ziyanda kancinci ukususela nge-{day}' },
	standing: { en: 'Weeks that stand out: {n}', af: 'Weke wat uitstaan: {n}', xh: 'Iiveki ezivelelayo: {n}' },
	usual: { en: 'As usual', af: 'Soos gewoonlik', xh: 'Njengesiqhelo' },
	short: {
		en: 'Less than two years before: what is usual is not known yet.',
		af: 'Minder as twee jaar tevore: wat gewoon is, is nog nie bekend nie.',
		xh: 'Ngaphantsi kweminyaka emibini ngaphambili: okuqhelekileyo akukaziwa.',
	},
	few: {
		en: 'Fewer than 26 faults in the weeks before: too few to say what is usual.',
		af: 'Minder as 26 foute in die weke tevore: te min om te sê wat gewoon is.',
		xh: 'Iimpazamo zingaphantsi kwama-26 kwiiveki ezingaphambili: zimbalwa kakhulu ukuxela okuqhelekileyo.',
	},
	timesOfYear: { en: 'Times the year’s mean', af: 'Keer die jaar se gemiddeld', xh: 'Kuphindwe kangaphi umyinge wonyaka' },
	interval: { en: '95 % interval', af: '95 %-interval', xh: 'Uluhlu lwe-95 %' },
	yearMean: { en: 'The year’s mean', af: 'Die jaar se gemiddeld', xh: 'Umyinge wonyaka' },
	chartTitle: { en: 'Faults a week', af: 'Foute per week', xh: 'Iimpazamo ngeveki' },
	mapTitle: { en: 'Faults as a multiple of what is usual', af: 'Foute as ’n veelvoud van wat gewoon is', xh: 'Iimpazamo xa zithelekiswa nesiqhelo' },
	falseAlarms: {
		en: '{n} weeks were watched. Chance alone makes about {k} of them stand out; {m} do. Slow rises are told where chance goes as far in one of 100 histories.',
		af: '{n} weke is dopgehou. Toeval alleen laat omtrent {k} van hulle uitstaan; {m} doen dit. Stadige stygings word genoem waar toeval in een uit 100 geskiedenisse so ver gaan.',
		xh: 'Kujongwe iiveki ezi-{n}. Ithamsanqa lodwa lenza malunga ne-{k} zivelele; ezivelelayo zi-{m}. Ukwanda okucothayo kuxelwa apho ithamsanqa lifikelela khona kwimbali enye kwezili-100.',
	},
	weather: {
		en: 'Look at the weather first: storms and heat explain most weeks that stand out, and no rain is read here.',
		af: 'Kyk eers na die weer: storms en hitte verklaar die meeste weke wat uitstaan, en geen reën word hier gelees nie.',
		xh: 'Jonga imozulu kuqala: izaqhwithi nobushushu zicacisa uninzi lweeveki ezivelelayo, kwaye imvula ayifundwa apha.',
	},
	panels: {
		en: 'Drawn are the {n} that stand out or count most; the table has all.',
		af: 'Geteken is die {n} wat uitstaan of die meeste tel; die tabel het almal.',
		xh: 'Kuzotywe ezi-{n} ezivelelayo okanye ezinezininzi; itheyibhile inazo zonke.',
	},
};
