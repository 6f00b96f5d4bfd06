import { signal } from '@preact/signals';
import { language } from './language.ts';

/** Where the municipality is, as far as writing is concerned. */
interface Place {
	/** ISO 3166 region, for the way numbers and dates are written; empty: as the language does anywhere. */
	region: string;
	/** IANA name of its time zone. */
	zone: string;
	/** ISO 4217 code of its money. */
	currency: string;
}

const place = signal<Place>({ region: '', zone: 'UTC', currency: 'XXX' });

/** Says once, when the municipality is known, how it writes numbers, times and money. */
export const writeAsIn = (it: Partial<Place>): void => {
	place.value = { ...place.peek(), ...it };
};

const inRegion = (spoken: string): string => (place.value.region ? `${spoken}-${place.value.region}` : spoken);

/** The locales in which to write now: the person's, or English as written in the same region where a browser does not know it (isiXhosa). */
export const locale = (): string[] => [inRegion(language.value), inRegion('en')];

export const zone = (): string => place.value.zone;
export const currency = (): string => place.value.currency;
