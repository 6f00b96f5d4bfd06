/** Where a device says that it is. */
export interface Position {
	lon: number;
	lat: number;
	/** Metres within which it believes to be with a probability of about 68 %. */
	accuracy: number;
}

/** Why a device's position is not known: it may not say, or it cannot. */
export type Unlocated = 'denied' | 'failed';

const DENIED = 1;

const ask = (options: PositionOptions): Promise<Position | Unlocated> =>
	new Promise((answer) => {
		navigator.geolocation.getCurrentPosition(
			({ coords }) => answer({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }),
			({ code }) => answer(code === DENIED ? 'denied' : 'failed'),
			options,
		);
	});

/** Asks the device where it is, once: exactly, or, where that takes too long (indoors), roughly. */
export async function locate(): Promise<Position | Unlocated> {
	if (!('geolocation' in navigator)) return 'failed';
	const exact = await ask({ enableHighAccuracy: true, timeout: 10_000, maximumAge: 15_000 });
	return exact === 'failed' ? ask({ enableHighAccuracy: false, timeout: 8_000, maximumAge: 60_000 }) : exact;
}
