import { lookup } from 'node:dns';
import { lookup as lookupOnce } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Where no request of ours goes, whoever names the address: the networks on which the machines of data centres tell their own secrets. Link-local
 * addresses lead to nothing else a register could come from. Addresses of the municipality's own network stay allowed, this machine's included: that
 * is where its servers stand, and whoever may name an address may also take a layer into the register.
 */
const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addAddress('fd00:ec2::254', 'ipv6');
forbidden.addAddress('100.100.100.200', 'ipv4');
forbidden.addAddress('0.0.0.0', 'ipv4');
forbidden.addAddress('::', 'ipv6');

/** An address that is not asked. */
export class ForbiddenAddress extends Error {
	constructor(host: string) {
		super(`${host} is an address that is never asked: on it machines tell their own secrets`);
	}
}

const isForbidden = (address: string): boolean => {
	const family = isIP(address);
	return family !== 0 && forbidden.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

/** Refuses a host that is written as a number; names are looked at by `guardedLookup`, when they have become numbers. */
export function mustBeAllowed(host: string): void {
	if (isForbidden(host.replace(/^\[|\]$/g, ''))) throw new ForbiddenAddress(host);
}

/** The address in numbers of a host that may be asked, for what is not asked by HTTP. */
export async function allowedAddress(host: string): Promise<string> {
	mustBeAllowed(host);
	const { address } = await lookupOnce(host);
	if (isForbidden(address)) throw new ForbiddenAddress(host);
	return address;
}

/** Looks a name up as the connection is made, so that it cannot mean one address when it is checked and another when it is asked. */
export const guardedLookup: LookupFunction = (host, options, done) => {
	lookup(host, { ...options, all: true }, (error, addresses) => {
		if (error) return done(error, '', 4);
		if (addresses.some((it) => isForbidden(it.address))) return done(new ForbiddenAddress(host), '', 4);
		const [first] = addresses;
		return options.all ? done(null, addresses) : done(null, first?.address ?? '', first?.family);
	});
};
