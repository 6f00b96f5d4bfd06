import { renewalPlan } from '../../maths/renewal-plan.ts';
import { sql } from '../../platform/sql.ts';
import {
	type AnswerRow,
	type Asked,
	areaParameter,
	assetsWithin,
	type ClassFacts,
	type Column,
	classOf,
	classParameter,
	failureSql,
	periodParameters,
	placeOf,
	renewalTerms,
	renewalTermsOf,
	report,
} from './index.ts';

interface Raw {
	id: number;
	reference: string;
	street: string;
	ward: string;
	cohort: string;
	km: number;
	years: number;
	failures: number;
	criticality: number;
	cost: number | null;
	ends: string[];
	/** What repairing one failure of the class has cost, where that is known. */
	repair: number | null;
	geometry: { type: string; coordinates: unknown };
}

/** What the thread makes of it: the plan as a whole, then its sites. */
type Figure =
	| { kind: 'plan'; pipes: number; sites: number; cost: number; benefit: number; first: number; bound: number; worstFirst: number; repair: number }
	| {
			kind: 'site';
			ids: number[];
			references: string[];
			street: string;
			ward: string;
			metres: number;
			year: number;
			past: number;
			failures: number;
			cost: number;
			benefit: number;
			geometry: { type: string; coordinates: unknown };
	  };

const words = {
	site: { en: 'Site', af: 'Terrein', xh: 'Indawo' },
	ward: { en: 'Ward', af: 'Wyk', xh: 'Iwadi' },
	noStreet: { en: 'Without a street', af: 'Sonder ’n straat', xh: 'Akukho sitalato' },
	year: { en: 'Year', af: 'Jaar', xh: 'Unyaka' },
	pipes: { en: 'Pipes', af: 'Pype', xh: 'Imibhobho' },
	metres: { en: 'Length', af: 'Lengte', xh: 'Ubude' },
	past: { en: 'Failures so far', af: 'Falings tot nou', xh: 'Iimpazamo ukuza kuthi ga ngoku' },
	failures: { en: 'Expected a year', af: 'Verwag per jaar', xh: 'Ezilindelekileyo ngonyaka' },
	cost: { en: 'Cost', af: 'Koste', xh: 'Iindleko' },
	benefit: { en: 'Risk taken away', af: 'Risiko weggeneem', xh: 'Umngcipheko osusiweyo' },
	ratio: { en: 'Risk for the money', af: 'Risiko vir die geld', xh: 'Umngcipheko ngemali' },
	plan: {
		en: '{sites} sites for {cost}; risk taken away {benefit} in today’s money. In the first year no choice whatever could take away more than {bound}: this one takes {first} ({share} %), the worst risks first {worst}.',
		af: '{sites} terreine vir {cost}; risiko weggeneem {benefit} in vandag se geld. In die eerste jaar kon geen keuse meer as {bound} wegneem nie: hierdie een neem {first} ({share} %), die ergste risiko’s eerste {worst}.',
		xh: 'Iindawo ezili-{sites} nge-{cost}; umngcipheko osusiweyo {benefit} ngemali yanamhlanje. Kunyaka wokuqala akukho khetho lunokususa ngaphezu kwe-{bound}: olu lususa {first} ({share} %), eyona ingozi kuqala {worst}.',
	},
	repair: {
		en: 'One repair is reckoned at {repair}, as work orders of the period have it, or as assumed where they have none.',
		af: 'Een herstelwerk word op {repair} gereken, soos werkopdragte van die tydperk dit het, of soos aangeneem waar daar geen is nie.',
		xh: 'Ukulungiswa okunye kubalwa nge-{repair}, njengoko imiyalelo yomsebenzi yexesha itsho, okanye njengoko kuqikelelwe apho ingekho.',
	},
	verify: {
		en: 'Damage, growth and what is left after renewal are assumptions of this scenario: have them confirmed before a budget rests on them.',
		af: 'Skade, groei en wat ná vernuwing oorbly is aannames van hierdie scenario: laat hulle bevestig voordat ’n begroting daarop rus.',
		xh: 'Umonakalo, ukukhula noko kushiyekayo emva kohlaziyo ziintelekelelo zalo mfanekiso: zenze ziqinisekiswe phambi kokuba uhlahlo-lwabiwo mali luxhomekeke kuzo.',
	},
};

const usualRepair = 8000;

const isLine = ({ geometry }: ClassFacts): boolean => geometry === 'LineString';

/** Lines of several pipes as one shape. */
function together(raws: readonly Raw[]): Raw['geometry'] {
	const lines = raws.flatMap(({ geometry }) => (geometry.type === 'MultiLineString' ? (geometry.coordinates as unknown[]) : [geometry.coordinates]));
	return { type: 'MultiLineString', coordinates: lines };
}

const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);

function figuresOf(raws: readonly Raw[], { values, progress }: { values: Readonly<Record<string, string>>; progress: (share: number) => void }): Figure[] {
	const repair = raws[0]?.repair ?? usualRepair;
	const terms = renewalTermsOf(values, repair);
	const pipes = raws.map((it) => ({ ...it, cost: it.cost ?? it.km * 1000 * Number(values['metre']) }));
	const { sites, first, bound, worstFirst } = renewalPlan(pipes, terms, progress);
	const figures = sites.map(({ members, year, cost, benefit, failures }): Figure => {
		const own = members.flatMap((it) => raws[it] ?? []);
		return {
			...{ kind: 'site', ids: own.map((it) => it.id), references: own.map((it) => it.reference), street: own[0]?.street ?? '', ward: own[0]?.ward ?? '' },
			...{ metres: 1000 * sum(own.map((it) => it.km)), year, past: sum(own.map((it) => it.failures)), failures, cost, benefit, geometry: together(own) },
		};
	});
	const whole = { cost: sum(sites.map((it) => it.cost)), benefit: sum(sites.map((it) => it.benefit)) };
	return [{ kind: 'plan', pipes: raws.length, sites: sites.length, ...whole, first, bound, worstFirst, repair }, ...figures];
}

type Site = Extract<Figure, { kind: 'site' }>;

const keyOf = ({ ids }: Site): string => ids.join('-').slice(0, 3900);

function columnsOf({ say, currency }: Asked): Column[] {
	return [
		{ id: 'ward', title: say(words.ward), kind: 'text' },
		{ id: 'site', title: say(words.site), kind: 'text' },
		{ id: 'year', title: say(words.year), kind: 'number' },
		{ id: 'pipes', title: say(words.pipes), kind: 'number', adds: true },
		{ id: 'metres', title: say(words.metres), kind: 'number', unit: 'm', adds: true },
		{ id: 'past', title: say(words.past), kind: 'number', adds: true },
		{ id: 'failures', title: say(words.failures), kind: 'rate', digits: 2, adds: true },
		{ id: 'cost', title: say(words.cost), kind: 'rate', unit: currency, digits: 0, adds: true },
		{ id: 'benefit', title: say(words.benefit), kind: 'rate', unit: currency, digits: 0, adds: true },
		{ id: 'ratio', title: say(words.ratio), kind: 'rate', digits: 2 },
	];
}

const titleOf = (asked: Asked, { street, references }: Site): string => `${street || asked.say(words.noStreet)} · ${references[0] ?? ''}`;

const rowOf = (asked: Asked, it: Site): AnswerRow => ({
	key: keyOf(it),
	place: keyOf(it),
	cells: {
		ward: asked.wards.find(({ id }) => String(id) === it.ward)?.name ?? '',
		site: titleOf(asked, it),
		year: it.year,
		pipes: it.ids.length,
		metres: it.metres,
		past: it.past,
		failures: it.failures,
		cost: it.cost,
		benefit: it.benefit,
		ratio: it.benefit / it.cost,
	},
	faint: null,
	faults: it.past,
	assets: it.references,
});

function notesOf(figures: readonly Figure[], asked: Asked): string[] {
	const plan = figures.find((it) => it.kind === 'plan');
	if (!plan) return [];
	const money = (value: number): string => `${asked.currency} ${asked.number(Math.round(value))}`;
	const holes = {
		...{ sites: asked.number(plan.sites), cost: money(plan.cost), benefit: money(plan.benefit), bound: money(plan.bound), first: money(plan.first) },
		...{ share: asked.number(plan.bound > 0 ? Math.round((1000 * plan.first) / plan.bound) / 10 : 100), worst: money(plan.worstFirst) },
	};
	const told = Object.entries(holes).reduce((text, [hole, value]) => text.replace(`{${hole}}`, value), asked.say(words.plan));
	return [told, asked.say(words.repair).replace('{repair}', money(plan.repair)), asked.say(words.verify)];
}

export default report<Raw, Figure>({
	id: 'renewal',
	theme: { en: 'What to renew', af: 'Wat om te vernuwe', xh: 'Oko kufuneka kuhlaziywe' },
	title: { en: 'Renewal under a budget', af: 'Vernuwing binne ’n begroting', xh: 'Uhlaziyo phantsi kohlahlo-lwabiwo' },
	question: {
		en: 'Which pipes or lines should we renew for the money there is, and why these?',
		af: 'Watter pype of lyne moet ons vernuwe vir die geld wat daar is, en hoekom hierdie?',
		xh: 'Yeyiphi imibhobho okanye imigca esimele siyihlaziye ngemali ekhoyo, kwaye kutheni le?',
	},
	definition: {
		en: 'For each pipe the failures a year that are to be expected: those of its material and decade for each kilometre, moved by its own past as far as that says anything (gamma-Poisson). What renewal is worth is the failures that no longer come over the horizon, each with its repair and damage (doubled for each grade of criticality above 3), in today’s money. Pipes that touch on one street are one site and pay once for setting up. Sites are chosen by risk taken away for the money, then exchanged as long as that gains; beside the choice stands what no choice could pass. A question with all its terms is a scenario: the figures are kept as they were worked out, and two can be compared.',
		af: 'Vir elke pyp die falings per jaar wat te verwagte is: dié van sy materiaal en dekade vir elke kilometer, verskuif deur sy eie verlede so ver as wat dit iets sê (gamma-Poisson). Wat vernuwing werd is, is die falings wat oor die tydperk nie meer kom nie, elkeen met sy herstel en skade (verdubbel vir elke graad van kritikaliteit bo 3), in vandag se geld. Pype wat in een straat raak, is een terrein en betaal een keer vir oprigting. Terreine word gekies volgens risiko weggeneem vir die geld, dan geruil solank dit wen; langs die keuse staan wat geen keuse kon oortref nie. ’n Vraag met al sy bepalings is ’n scenario: die syfers word gehou soos dit bereken is, en twee kan vergelyk word.',
		xh: 'Kumbhobho ngamnye iimpazamo ngonyaka ezilindelekileyo: ezo zesixhobo sawo neminyaka elishumi yawo kwikhilomitha nganye, zihanjiswe yimbali yawo kangangoko ithetha into (gamma-Poisson). Ixabiso lohlaziyo ziimpazamo ezingasayi kwenzeka kweli xesha, nganye nokulungiswa nomonakalo wayo (kuphindwe kabini kwinqanaba ngalinye lokubaluleka elingaphezu ko-3), ngemali yanamhlanje. Imibhobho ebambeneyo kwisitalato esinye yindawo enye kwaye ihlawula kanye ngokumisela. Iindawo zikhethwa ngomngcipheko osuswayo ngemali, zize zitshintshiswe lo gama oko kunceda; ecaleni kwekhetho kukho oko akukho khetho lunokukudlula. Umbuzo nayo yonke imiqathango yawo ngumfanekiso: amanani agcinwa njengoko abaliwe, kwaye emibini inokuthelekiswa.',
	},
	source: {
		en: 'Faults, work orders and asset register of this system; gamma-Poisson by Clayton & Kaldor (1987), bound by the linear relaxation.',
		af: 'Foute, werkopdragte en bateregister van hierdie stelsel; gamma-Poisson volgens Clayton & Kaldor (1987), grens deur die lineêre verslapping.',
		xh: 'Iimpazamo, imiyalelo yomsebenzi nerejista yempahla yale nkqubo; gamma-Poisson ngokukaClayton noKaldor (1987), umda nge-linear relaxation.',
	},
	parameters: [classParameter(isLine, 'water-pipes'), ...renewalTerms, ...periodParameters, areaParameter],

	query: (asked) => sql`
		with failure as (${failureSql({ ...asked, values: { ...asked.values, mode: 'all' } }, sql`asset.id`)}),
		counted as (select failure.part as id, count(*)::int as failures from failure group by failure.part),
		repair as (
			select avg(fault.cost)::float8 as repair
			from fault
			where fault.class = ${classOf(asked).number}::smallint and fault.cost > 0 and fault.fixed_at >= (${asked.values['from']}::date::timestamp at time zone ${asked.zone})
		)
		select asset.id, asset.reference, coalesce(asset.street, '') as street, coalesce(asset.ward_id, 0)::text as ward,
		       coalesce(asset.attributes ->> 'material', '') || ' ' || coalesce((extract(year from asset.installed_on)::int / 10 * 10)::text, '') as cohort,
		       asset.length_m / 1000 as km, coalesce(counted.failures, 0) as failures, asset.criticality, asset.replacement_cost::float8 as cost, repair.repair,
		       greatest(0, (${asked.values['to']}::date + 1 - greatest(${asked.values['from']}::date, asset.installed_on, asset.in_register_from)) / 365.25)::float8 as years,
		       array[round(st_x(st_startpoint(asset.geom_m)))::text || ' ' || round(st_y(st_startpoint(asset.geom_m)))::text,
		             round(st_x(st_endpoint(asset.geom_m)))::text || ' ' || round(st_y(st_endpoint(asset.geom_m)))::text] as ends,
		       st_asgeojson(st_simplify(asset.geom, 0.00003, true), 5)::jsonb as geometry
		from asset
		cross join repair
		left join counted on counted.id = asset.id
		where asset.class = ${classOf(asked).number}::smallint and asset.owner = 'municipal' and asset.status = 'in-service' and asset.length_m > 0 and ${assetsWithin(asked)}
		order by asset.id`,

	heavy: { edition: 1, work: figuresOf },

	answer: (figures, asked) => {
		const sites = figures.flatMap((it) => (it.kind === 'site' ? [it] : [])).sort((a, b) => a.year - b.year || b.benefit / b.cost - a.benefit / a.cost);
		const rows = sites.map((it) => rowOf(asked, it));
		const shapes = sites.map((it) => ({
			type: 'Feature' as const,
			id: keyOf(it),
			properties: { key: keyOf(it), title: titleOf(asked, it) },
			geometry: it.geometry,
		}));
		const budget = `${asked.currency} ${asked.number(Number(asked.values['budget']))} × ${asked.values['roll']}`;
		const title = `${asked.say(words.benefit)}, ${asked.currency}`;
		return {
			about: [asked.say(classOf(asked).title), budget, placeOf(asked)].filter(Boolean).join(' · '),
			columns: columnsOf(asked),
			rows,
			notes: notesOf(figures, asked),
			chart: { kind: 'bars', label: 'site', value: 'benefit', reference: null, title },
			geography: {
				by: 'own',
				title: asked.say(words.ratio),
				shapes: { type: 'FeatureCollection', features: shapes },
				places: sites.map((it) => ({ key: keyOf(it), row: keyOf(it), title: titleOf(asked, it), value: it.benefit / it.cost, faint: null })),
			},
		};
	},

	behind: (asked, keys) =>
		keys.every((key) => /^\d{1,15}(-\d{1,15}){0,400}$/.test(key))
			? sql`select failure.id from (${failureSql({ ...asked, values: { ...asked.values, mode: 'all' } }, sql`asset.id`)}) as failure
				where failure.part = any (${keys.flatMap((key) => key.split('-').map(Number))}::bigint[])`
			: undefined,
});
