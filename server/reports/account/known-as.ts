import { dialled } from '../../maths/short-message.ts';
import { badField } from '../../platform/problem.ts';

/** What somebody shows to be theirs. */
export interface KnownAs {
	channel: 'email' | 'phone';
	/** The address in small letters, or the number as it is dialled from anywhere. */
	key: string;
	/** The address, or the digits of the number in every way in which people write it. */
	forms: string[];
}

/** Reads an address or a number as people write it. `country` is the calling code that local numbers leave out. */
export function knownAs(address: string, country: string): KnownAs {
	if (address.includes('@')) {
		const email = address.trim().toLowerCase();
		return { channel: 'email', key: email, forms: [email] };
	}
	const number = dialled(address, country);
	if (number === null) throw badField('address', 'This cannot be a phone number.');
	const digits = number.slice(1);
	const local = country !== '' && digits.startsWith(country) ? [`0${digits.slice(country.length)}`] : [];
	return { channel: 'phone', key: number, forms: [digits, `00${digits}`, ...local] };
}
