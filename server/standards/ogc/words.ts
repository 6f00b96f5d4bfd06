import { inLanguage } from '../../municipality/index.ts';

type Words = Readonly<Record<'en' | 'af' | 'xh', string>>;

/** Our own words on the pages of the API, in the languages of the product. */
const words = {
	title: { en: 'Open data of {town}', af: 'Oop data van {town}', xh: 'Iinkcukacha ezivulekileyo ze-{town}' },
	description: {
		en: 'The register of public infrastructure and the faults on it, by the standards of the Open Geospatial Consortium.',
		af: 'Die register van openbare infrastruktuur en die foute daarop, volgens die standaarde van die Open Geospatial Consortium.',
		xh: 'Irejista yezakhiwo zoluntu neempazamo ezikuzo, ngokwemigangatho ye-Open Geospatial Consortium.',
	},
	collections: { en: 'Collections', af: 'Versamelings', xh: 'Ingqokelela' },
	conformance: { en: 'Standards kept', af: 'Standaarde gevolg', xh: 'Imigangatho elandelwayo' },
	definition: { en: 'Description of the API', af: 'Beskrywing van die API', xh: 'Inkcazo ye-API' },
	items: { en: 'Features', af: 'Kenmerke', xh: 'Izinto' },
	item: { en: 'Feature', af: 'Kenmerk', xh: 'Into' },
	queryables: { en: 'What can be asked by', af: 'Waarmee gevra kan word', xh: 'Oko ungabuza ngako' },
	schema: { en: 'Properties', af: 'Eienskappe', xh: 'Iimpawu' },
	functions: { en: 'Functions of filters', af: 'Funksies van filters', xh: 'Imisebenzi yezihluzo' },
	tilesets: { en: 'Vector tiles', af: 'Vektorteëls', xh: 'Iithayile zevektha' },
	tileMatrixSet: { en: 'Grid of the tiles', af: 'Rooster van die teëls', xh: 'Igridi yeethayile' },
	links: { en: 'Links', af: 'Skakels', xh: 'Amakhonkco' },
	id: { en: 'Id', af: 'Id', xh: 'Id' },
	property: { en: 'Property', af: 'Eienskap', xh: 'Uphawu' },
	kind: { en: 'Kind', af: 'Soort', xh: 'Uhlobo' },
	value: { en: 'Value', af: 'Waarde', xh: 'Ixabiso' },
	meaning: { en: 'Meaning', af: 'Betekenis', xh: 'Intsingiselo' },
	operation: { en: 'Operation', af: 'Bewerking', xh: 'Umsebenzi' },
	extent: { en: 'Extent', af: 'Omvang', xh: 'Ubungakanani' },
	systems: { en: 'Coordinate reference systems', af: 'Koördinaatstelsels', xh: 'Iinkqubo zolungelelwaniso' },
	map: { en: 'Map of the features on this page', af: 'Kaart van die kenmerke op hierdie bladsy', xh: 'Imephu yezinto ezikweli phepha' },
	shown: { en: '{returned} of {matched}', af: '{returned} van {matched}', xh: '{returned} kwi-{matched}' },
	none: { en: 'No feature matches.', af: 'Geen kenmerk pas nie.', xh: 'Akukho nto ihambelanayo.' },
	next: { en: 'Next page', af: 'Volgende bladsy', xh: 'Iphepha elilandelayo' },
	home: { en: 'Start', af: 'Begin', xh: 'Isiqalo' },
	path: { en: 'You are here', af: 'Jy is hier', xh: 'Ulapha' },
	language: { en: 'Language', af: 'Taal', xh: 'Ulwimi' },
	refused: { en: 'This cannot be answered', af: 'Dit kan nie beantwoord word nie', xh: 'Oku akunakuphendulwa' },
	classDescription: {
		en: '{title} in the register of {town}.',
		af: '{title} in die register van {town}.',
		xh: '{title} kwirejista ye-{town}.',
	},
	shapeDescription: {
		en: '{title} of {town}: where they lie, and nothing else.',
		af: '{title} van {town}: waar hulle lê, en niks anders nie.',
		xh: '{title} ze-{town}: apho zikhoyo, akukho kwanto yimbi.',
	},
	faults: { en: 'Faults', af: 'Foute', xh: 'Iimpazamo' },
	faultsDescription: {
		en: 'Faults in public infrastructure, at the asset or street they are about, by day.',
		af: 'Foute in openbare infrastruktuur, by die bate of straat waaroor hulle gaan, per dag.',
		xh: 'Iimpazamo kwizakhiwo zoluntu, kwinto okanye kwisitalato eziphathelele kuso, ngosuku.',
	},
	planningFaults: { en: 'Faults for planning', af: 'Foute vir beplanning', xh: 'Iimpazamo zocwangciso' },
	planningFaultsDescription: {
		en: 'Faults with what planners reckon by: days to fix, cost, hours, and whether they count against the time in service of their asset. For staff who plan.',
		af: 'Foute met dit waarmee beplanners reken: dae om reg te maak, koste, ure, en of hulle teen die tyd in diens van hul bate tel. Vir personeel wat beplan.',
		xh: 'Iimpazamo kunye nezinto abacwangcisi ababala ngazo: iintsuku zokulungisa, iindleko, iiyure, nokuba ziyabalwa na ngokuchasene nexesha lokusebenza. Ezabasebenzi abacwangcisayo.',
	},
	wards: { en: 'Wards', af: 'Wyke', xh: 'Iiwadi' },
	wardsDescription: { en: 'Electoral wards as they are today.', af: 'Wyke soos hulle vandag is.', xh: 'Iiwadi zonyulo njengoko zinjalo namhlanje.' },
	places: { en: 'Names of places', af: 'Plekname', xh: 'Amagama eendawo' },
	placesDescription: {
		en: 'Streets, suburbs, addresses, landmarks and erven.',
		af: 'Strate, voorstede, adresse, bakens en erwe.',
		xh: 'Izitalato, iindawo zokuhlala, iidilesi, iimpawu zomhlaba neeziza.',
	},
	geometry: { en: 'Place', af: 'Plek', xh: 'Indawo' },
} as const satisfies Record<string, Words>;

export type Word = keyof typeof words;

/** One of our texts in a language, with what stands in braces filled in. */
export const say = (language: string, word: Word, values: Readonly<Record<string, string | number>> = {}): string =>
	inLanguage(words[word], language).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

type Field = Readonly<Record<string, Words>>;

/** The register's own fields and those of faults, wards and places, by their names. */
const fields: Field = {
	key: { en: 'Key in the register', af: 'Sleutel in die register', xh: 'Isitshixo kwirejista' },
	reference: { en: 'Number', af: 'Nommer', xh: 'Inombolo' },
	owner: { en: 'Owner', af: 'Eienaar', xh: 'Umnini' },
	status: { en: 'Status', af: 'Status', xh: 'Imeko' },
	installed_on: { en: 'Installed on', af: 'Geïnstalleer op', xh: 'Ifakwe ngo' },
	retired_on: { en: 'Retired on', af: 'Buite diens gestel op', xh: 'Irhoxiswe ngo' },
	condition_grade: { en: 'Condition, 1 good to 5 bad', af: 'Toestand, 1 goed tot 5 sleg', xh: 'Imeko, 1 entle ukuya ku-5 embi' },
	condition_on: { en: 'Condition seen on', af: 'Toestand gesien op', xh: 'Imeko ibonwe ngo' },
	criticality: { en: 'Criticality, 1 to 5', af: 'Kritiekheid, 1 tot 5', xh: 'Ukubaluleka, 1 ukuya ku-5' },
	street: { en: 'Street', af: 'Straat', xh: 'Isitalato' },
	zone: { en: 'Zone', af: 'Sone', xh: 'Izowuni' },
	ward: { en: 'Ward', af: 'Wyk', xh: 'Iwadi' },
	mode: { en: 'Failure mode', af: 'Faalwyse', xh: 'Uhlobo lwempazamo' },
	class: { en: 'Asset class', af: 'Bateklas', xh: 'Udidi lwento' },
	state: { en: 'State', af: 'Toestand', xh: 'Imeko' },
	open: { en: 'Open', af: 'Oop', xh: 'Ivuliwe' },
	emergency: { en: 'Emergency', af: 'Noodgeval', xh: 'Ungxamiseko' },
	asset: { en: 'Asset', af: 'Bate', xh: 'Into' },
	department: { en: 'Department', af: 'Afdeling', xh: 'Isebe' },
	reports: { en: 'Reports', af: 'Verslae', xh: 'Iingxelo' },
	me_toos: { en: 'Others who see it', af: 'Ander wat dit sien', xh: 'Abanye abayibonayo' },
	first_report_on: { en: 'First reported on', af: 'Eerste aangemeld op', xh: 'Ixelwe okokuqala ngo' },
	state_since_on: { en: 'In this state since', af: 'In hierdie toestand sedert', xh: 'Ikule meko ukususela' },
	due_on: { en: 'Due on', af: 'Verwag op', xh: 'Ilindelwe ngo' },
	fixed_on: { en: 'Fixed on', af: 'Herstel op', xh: 'Ilungiswe ngo' },
	in_time: { en: 'Fixed in time', af: 'Betyds reggemaak', xh: 'Ilungiswe ngexesha' },
	is_failure: { en: 'Counts as a failure', af: 'Tel as ’n faling', xh: 'Ibalwa njengokonakala' },
	reopened: { en: 'Times reopened', af: 'Keer heropen', xh: 'Amaxesha evulwa kwakhona' },
	days_to_fix: { en: 'Days to fix', af: 'Dae om reg te maak', xh: 'Iintsuku zokulungisa' },
	cost: { en: 'Cost', af: 'Koste', xh: 'Iindleko' },
	hours: { en: 'Hours', af: 'Ure', xh: 'Iiyure' },
	code: { en: 'Code', af: 'Kode', xh: 'Ikhowudi' },
	name: { en: 'Name', af: 'Naam', xh: 'Igama' },
	population: { en: 'Residents', af: 'Inwoners', xh: 'Abahlali' },
	valid_from: { en: 'Valid from', af: 'Geldig vanaf', xh: 'Isebenza ukususela' },
	valid_until: { en: 'Valid until, not that day', af: 'Geldig tot, nie dié dag nie', xh: 'Isebenza de kube, hayi loo mini' },
	kind: { en: 'Kind', af: 'Soort', xh: 'Uhlobo' },
	suburb: { en: 'Suburb', af: 'Voorstad', xh: 'Indawo yokuhlala' },
	number: { en: 'House number', af: 'Huisnommer', xh: 'Inombolo yendlu' },
};

/** What a field is called. */
export const fieldTitle = (language: string, name: string): string => inLanguage(fields[name] ?? { en: name }, language);
