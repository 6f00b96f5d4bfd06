/**
 * What is planted in the demo, so that analytics have something true to find and tests can compare. Every number is an assumption of the fiction.
 * Rates are of true faults, whether or not anybody reports them.
 */
export const truths = {
	/** Bursts and leaks of mains. */
	water: {
		/** Per kilometre and year at an age of 30 years. */
		perKmYear: { AC: 0.36, CI: 0.5, uPVC: 0.2, HDPE: 0.09, steel: 0.3 } as Readonly<Record<string, number>>,
		/** The logarithm of the rate grows by this with each year of age. */
		perYearOfAge: 0.013,
		/** Share of bursts; the rest are leaks. */
		bursts: 0.3,
		/** In this pressure zone pipes fail so many times as often as their material and age would have it. */
		worseZone: { zone: 'PZ3', factor: 2.3 },
		/** A burst of such a share shuts down its whole valve segment: every customer in it is without water. */
		shutsDown: 0.3,
	},
	/** Life of a lamp in years from its installation or last repair: Weibull. */
	lamps: {
		LED: { shape: 1.6, scale: 11 },
		HPS: { shape: 2.2, scale: 4.8 },
		MV: { shape: 2, scale: 4.2 },
		CFL: { shape: 1.8, scale: 2.6 },
	} as Readonly<Record<string, { shape: number; scale: number }>>,
	/** One phase (or with `whole` all three) of a circuit fails from some section of its cable on: per circuit and year. */
	deadPhase: { perCircuitYear: 0.11, whole: 0.2 },
	/** One blocked sewer, whose blockage nobody has found yet: it began so many hours ago, backs up into so many manholes and pipes, and runs out of so many lids. */
	blockedSewer: { hours: 9, backsUp: [10, 20], lids: 3 },
	/** Faults a year: of one asset, of a kilometre, of a square kilometre. Sewer and dumping are multiplied by the suburb's own load (see kinds). */
	perYear: {
		'street-light.flickering': 0.03,
		'street-light.on-by-day': 0.025,
		'street-light.pole-damaged': 0.012,
		'street-light.pole-down': 0.003,
		'street-light.wires-exposed': 0.006,
		'water-pipe.dirty-water': 0.05,
		'water-valve.leak': 0.012,
		'water-valve.cover-missing': 0.006,
		'hydrant.leak': 0.025,
		'hydrant.damaged': 0.02,
		'hydrant.misused': 0.006,
		'sewer-pipe.blocked': 0.7,
		'sewer-pipe.into-house': 0.05,
		'sewer-pipe.smell': 0.1,
		'manhole.overflow': 0.024,
		'manhole.cover-missing': 0.014,
		'manhole.cover-loose': 0.01,
		'stormwater-inlet.blocked': 0.11,
		'stormwater-inlet.cover-missing': 0.013,
		'stormwater-inlet.damaged': 0.013,
		'stormwater-pipe.broken': 0.06,
		'stormwater-pipe.overgrown': 0.2,
		'stormwater-pipe.polluted': 0.03,
		'road.pothole': 2.3,
		'road.surface-damaged': 0.55,
		'road.collapsed': 0.008,
		'road.flooded': 0.14,
		'road.obstructed': 0.12,
		'road.markings-faded': 0.18,
		'road.pavement-broken': 0.34,
		'traffic-signal.out': 0.8,
		'traffic-signal.flashing': 0.5,
		'traffic-signal.lamp-out': 0.6,
		'traffic-signal.pole-damaged': 0.15,
		'road-sign.missing': 0.02,
		'road-sign.damaged': 0.04,
		'road-sign.hidden': 0.015,
		'electricity-kiosk.fire': 0.006,
		'electricity-kiosk.open': 0.05,
		'electricity-kiosk.damaged': 0.06,
		'electricity-kiosk.no-power-area': 0.2,
		'feeder-cable.line-down': 0.05,
		'feeder-cable.exposed': 0.03,
		'feeder-cable.tree-touching': 0.15,
		'feeder-cable.stolen': 0.05,
		'feeder-cable.unsteady': 0.12,
		'reservoir.overflowing': 0.3,
		'pump-station.stopped': 0.7,
		'pump-station.sewage-overflow': 0.5,
		'service-connection.no-water': 0.012,
		'service-connection.low-pressure': 0.01,
		'service-connection.meter-leak': 0.02,
		'service-connection.meter-broken': 0.01,
		'service-connection.no-power': 0.03,
		'public-ground.dumping': 95,
		'public-ground.bin-overflowing': 40,
		'public-ground.dead-animal': 20,
		'public-ground.grass-long': 65,
		'public-ground.tree-fallen': 18,
		'public-ground.tree-pruning': 25,
		'public-ground.graffiti': 15,
		'public-ground.playground-broken': 20,
		'public-ground.fire': 6,
	} as Readonly<Record<string, number>>,
	/** The same troubles beside a street, where the register has no asset: per kilometre of street and year. */
	besideStreets: {
		'public-ground.dumping': 1.4,
		'public-ground.refuse-missed': 0.7,
		'public-ground.tree-pruning': 0.35,
		'public-ground.tree-fallen': 0.12,
		'public-ground.dead-animal': 0.2,
		'public-ground.bin-overflowing': 0.2,
	} as Readonly<Record<string, number>>,
	/** A yearly swing of the rate: strength (0 to 1) and the day of the year of its peak. South of the equator: day 190 is midwinter. */
	seasons: {
		'road-surface': { swing: 0.55, peak: 205 },
		stormwater: { swing: 0.65, peak: 170 },
		sewage: { swing: 0.3, peak: 195 },
		grass: { swing: 0.6, peak: 300 },
		'water-supply': { swing: 0.2, peak: 35 },
		tree: { swing: 0.35, peak: 185 },
		'power-supply': { swing: 0.3, peak: 190 },
	} as Readonly<Record<string, { swing: number; peak: number }>>,
	/** How reports arrive on a fault that nobody works on yet: Poisson, the ward's rate a day times how much the trouble is noticed. */
	reporting: {
		/** Wards of this share, the first ones by a draw of the seed, are quiet. */
		quietShare: 0.2,
		quiet: [0.014, 0.026],
		ordinary: [0.06, 0.19],
		/** By family; 1 where not named. */
		noticed: {
			'no-light': 0.8,
			'light-by-day': 0.35,
			'water-supply': 3.5,
			'water-quality': 3,
			meter: 0.7,
			sewage: 2.6,
			signal: 5,
			sign: 0.45,
			'electric-danger': 4,
			'power-supply': 5,
			'open-hole': 1.6,
			'road-surface': 0.75,
			'road-collapse': 10,
			'road-obstruction': 6,
			'road-markings': 0.25,
			footway: 0.3,
			'cable-theft': 2,
			waste: 0.75,
			vandalism: 0.4,
			'park-equipment': 0.5,
			grass: 0.5,
			'refuse-collection': 1.5,
			stormwater: 0.8,
			fire: 20,
			tree: 0.5,
		} as Readonly<Record<string, number>>,
		/** Share of duplicates that are a me-too tap instead of a report. */
		meToo: 0.3,
		/** A lamp within a common cause draws so much of the reports that a lamp alone would. */
		amongMany: 0.6,
		/** Days after which a fault that nobody reported is found by a round of inspection (and recorded), or mends itself unseen. */
		found: 60,
	},
	/** A repair that holds; else somebody reports again within three weeks and the fault is reopened. */
	firstTimeFix: 0.92,
	/** Troubles with things that the register does not have, per kilometre of street and year. */
	unlistedPerKmYear: 0.5,
	/** Share of visited faults whose asset the crew confirms. */
	confirmed: 0.7,
	/** Ends that are not repairs. */
	ends: { 'no-fault-found': 0.03, 'not-ours': 0.015, 'cannot-now': 0.01, rejected: 0.015 },
	/** Time from the first report to the repair: log-normal, its median against the service standard and its spread. */
	repair: { median: 0.42, spread: 0.8, waiting: 0.05, waitingDays: 35 },
} as const;

/** True reporting rates by ward (a day, before how much a trouble is noticed) and which wards are quiet, for a seed. */
export function reportingRates(wards: number, draw: { between(a: number, b: number): number; next(): number }): { rate: number; quiet: boolean }[] {
	const { quietShare, quiet, ordinary } = truths.reporting;
	const order = Array.from({ length: wards }, (_, i) => ({ i, luck: draw.next() })).sort((a, b) => a.luck - b.luck);
	const silent = new Set(order.slice(0, Math.round(quietShare * wards)).map((it) => it.i));
	return Array.from({ length: wards }, (_, i) => {
		const [low, high] = silent.has(i) ? quiet : ordinary;
		return { rate: draw.between(low, high), quiet: silent.has(i) };
	});
}
