type Title = Readonly<Record<'en' | 'af' | 'xh', string>>;

/** A crew: which department, how many people, rand an hour for all of them, and its shift in minutes after midnight. */
export interface Crew {
	readonly code: string;
	readonly department: string;
	readonly people: number;
	readonly hourly: number;
	readonly from: number;
	readonly until: number;
	readonly contractor: boolean;
}

const trades = [
	['electricity', 'Lights', 2, 690],
	['water', 'Water', 4, 980],
	['sewer', 'Drains', 3, 840],
	['roads', 'Roads', 5, 1120],
	['stormwater', 'Storm', 4, 900],
	['parks', 'Parks', 4, 720],
	['waste', 'Cleaning', 3, 610],
	['traffic', 'Signals', 2, 760],
] as const;

/** Three crews a trade: A and B by day, C from the afternoon; the roads' third is a contractor's. */
export const crews: readonly Crew[] = trades.flatMap(([department, name, people, hourly]) =>
	(['A', 'B', 'C'] as const).map((letter) => ({
		...{ code: `${name} ${letter}`, department, people, hourly },
		...(letter === 'C' ? { from: 720, until: 1260 } : { from: 450, until: 960 }),
		contractor: name === 'Roads' && letter === 'C',
	})),
);

export interface Material {
	readonly code: string;
	readonly unit: string;
	readonly price: number;
	readonly plant?: boolean;
	readonly title: Title;
}

const material = (code: string, unit: string, price: number, [en, af, xh]: readonly [string, string, string]): Material => ({
	...{ code, unit, price, title: { en, af, xh } },
});
const plant = (code: string, price: number, words: readonly [string, string, string]): Material => ({ ...material(code, 'h', price, words), plant: true });

/** What the stores of the demo town hold; all prices are fictional. */
export const materials: readonly Material[] = [
	material('LED-60', 'each', 1480, ['LED luminaire, 60 W', 'LED-armatuur, 60 W', 'Isibane se-LED, 60 W']),
	material('PHOTOCELL', 'each', 165, ['Photocell', 'Fotosel', 'Ifotoseli']),
	material('FUSE-10', 'each', 38, ['Fuse, 10 A', 'Sekering, 10 A', 'Ifuse, 10 A']),
	material('CABLE-4', 'm', 96, ['Cable, 4 × 16 mm²', 'Kabel, 4 × 16 mm²', 'Intambo yombane, 4 × 16 mm²']),
	material('CLAMP-110', 'each', 640, ['Repair clamp, 110 mm', 'Herstelklamp, 110 mm', 'Isibambi sokulungisa, 110 mm']),
	material('PIPE-110', 'm', 210, ['uPVC pipe, 110 mm', 'uPVC-pyp, 110 mm', 'Umbhobho we-uPVC, 110 mm']),
	material('COUPLING-110', 'each', 275, ['Coupling, 110 mm', 'Koppeling, 110 mm', 'Isidibanisi, 110 mm']),
	material('GLAND', 'each', 85, ['Gland packing', 'Pakking', 'Isivalo sevalvu']),
	material('COVER-D400', 'each', 2350, ['Manhole cover, D400', 'Mangatdeksel, D400', 'Isiciko somngxuma, D400']),
	material('GRID', 'each', 1260, ['Inlet grid', 'Inlaatrooster', 'Igridi yomsele']),
	material('COLDMIX', 'bag', 118, ['Cold mix, 25 kg', 'Koue mengsel, 25 kg', 'Umxube wetela, 25 kg']),
	material('SIGN-R1', 'each', 720, ['Stop sign', 'Stopteken', 'Uphawu lokuma']),
	material('LAMP-MODULE', 'each', 940, ['Signal lamp module', 'Verkeerslig-module', 'Imodyuli yelobhothi']),
	plant('CHERRY-PICKER', 480, ['Cherry picker', 'Hysplatform', 'Umatshini wokunyusa']),
	plant('TLB', 560, ['Digger-loader', 'Laaigraaf', 'Umatshini wokomba']),
	plant('JETTER', 620, ['Jetting truck', 'Spuittrok', 'Ilori yokucoca imibhobho']),
];

interface Task {
	readonly code: string;
	readonly title: Title;
	readonly kind: 'check' | 'reading' | 'photo';
	readonly unit?: string;
	readonly wanted: boolean;
}

const task = (code: string, kind: Task['kind'], [en, af, xh]: readonly [string, string, string], rest: Partial<Task> = {}): Task => ({
	...{ code, kind, title: { en, af, xh }, wanted: false, ...rest },
});

export interface Checklist {
	/** The class of assets; null: any. */
	readonly class: string | null;
	/** The kind of work; null: any. */
	readonly kind: string | null;
	readonly tasks: readonly Task[];
}

const wanted = { wanted: true } as const;

/** What crews of the demo town are asked to do. */
export const checklists: readonly Checklist[] = [
	{
		class: null,
		kind: null,
		tasks: [
			task(
				'safe',
				'check',
				['The place is safe: cones, signs, permit', 'Die plek is veilig: keëls, tekens, permit', 'Indawo ikhuselekile: iikhowuni, iimpawu, imvume'],
				wanted,
			),
			task('clean', 'check', ['Left clean', 'Skoon agtergelaat', 'Kushiywe kucocekile']),
		],
	},
	{
		class: 'street-lights',
		kind: null,
		tasks: [
			task('off', 'check', ['Isolated and proved dead', 'Geïsoleer en as dood bewys', 'Umbane ucinyiwe kwaqinisekiswa'], wanted),
			task('volts', 'reading', ['Voltage at the pole', 'Spanning by die paal', 'Amandla ombane kwipali'], { unit: 'V' }),
			task('after', 'photo', ['The lamp burning', 'Die lamp wat brand', 'Isibane sikhanya']),
		],
	},
	{
		class: 'water-pipes',
		kind: null,
		tasks: [
			task('closed', 'check', ['Valves closed as planned', 'Kleppe toegedraai soos beplan', 'Iivalvu zivaliwe njengoko kucwangcisiwe'], wanted),
			task('told', 'check', ['Customers who go dry were told', 'Klante wat sonder is, is gesê', 'Abathengi abaza kuswela baxelelwe']),
			task('pressure', 'reading', ['Pressure after the repair', 'Druk na die herstel', 'Uxinzelelo emva kokulungisa'], { unit: 'bar', wanted: true }),
			task('flushed', 'check', ['Flushed until clear', 'Gespoel tot helder', 'Kugungxulwe kwada kwacaca']),
		],
	},
	{
		class: 'sewer-pipes',
		kind: null,
		tasks: [
			task('gas', 'reading', ['Gas in the manhole', 'Gas in die mangat', 'Irhasi emngxunyeni'], { unit: '% LEL', wanted: true }),
			task('flows', 'check', ['Runs freely to the next manhole', 'Loop vry tot by die volgende mangat', 'Ihamba kakuhle ukuya kumngxuma olandelayo'], wanted),
		],
	},
	{
		class: 'hydrants',
		kind: 'preventive',
		tasks: [
			task('flow', 'reading', ['Flow', 'Vloei', 'Ukuhamba kwamanzi'], { unit: 'l/min', wanted: true }),
			task('cap', 'check', ['Cap and seat are whole', 'Dop en sitting is heel', 'Isiciko nesihlalo ziphilile']),
		],
	},
	{
		class: 'roads',
		kind: null,
		tasks: [
			task('edges', 'check', ['Edges cut square and primed', 'Rande reguit gesny en geprimer', 'Imiphetho isikwe yaqatywa']),
			task('size', 'reading', ['Patched', 'Gelap', 'Indawo elungisiweyo'], { unit: 'm²' }),
		],
	},
	{
		class: 'traffic-signals',
		kind: null,
		tasks: [
			task('police', 'check', [
				'Points duty asked for while it is off',
				'Verkeersbeampte gevra terwyl dit af is',
				'Kucelwe ipolisa lendlela ngeli xesha licimile',
			]),
			task('cycle', 'check', ['A whole cycle was watched', '’n Hele siklus is dopgehou', 'Kujongwe umjikelo opheleleyo'], wanted),
		],
	},
];
