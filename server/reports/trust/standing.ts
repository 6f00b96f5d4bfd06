/** What is known of where a report comes from, without knowing from whom. Counts of the network stop at the last thousand of a week. */
export interface Standing {
	/** Reports of the device within the hour, and when the first of them came. */
	device: number;
	deviceSince: Date | null;
	/** Reports of the network within the hour. */
	hour: number;
	/** Devices of the network that were seen for the first time within the hour. */
	fresh: number;
	/** Reports of the network within the week that were rejected or still wait to be looked at, and all of them. */
	odd: number;
	week: number;
	/** The device has reported before today, and that was not rejected. */
	known: boolean;
}

/** What becomes of a report from there: it waits so many seconds, does so many bits of work, is kept from the public. */
export interface Verdict {
	wait: number;
	bits: number;
	held: boolean;
}

/**
 * Half a town may stand behind one address of a mobile network: a network is never refused, it is only asked for work. One device has an hour in which
 * nobody reports more than this by hand.
 */
const most = { device: 30, hour: 300, fresh: 40, odd: 4 };
/** As large a part of a network's reports must have been wrong that it is suspected. */
const oddPart = 0.3;
/** 2^16 tries take an old phone about a second; with each doubling of what comes, twice the work, up to some ten seconds. */
const bits = { first: 16, last: 20 };

/** How a report is met. */
export function verdictOn({ device, deviceSince, hour, fresh, odd, week, known }: Standing, now: Date): Verdict {
	if (device >= most.device && deviceSince)
		return { wait: Math.max(1, Math.ceil((deviceSince.getTime() + 3_600_000 - now.getTime()) / 1000)), bits: 0, held: false };
	const wrong = odd >= most.odd && odd >= oddPart * week ? odd / most.odd : 0;
	const pressure = Math.max(hour / most.hour, fresh / most.fresh, wrong);
	if (pressure < 1) return { wait: 0, bits: 0, held: false };
	return { wait: 0, bits: Math.min(bits.last, bits.first + Math.floor(Math.log2(pressure))), held: !known };
}
