import type { Context } from '../../municipality/index.ts';
import { w3c } from './requests.ts';
import type { Row } from './write.ts';

/** When what is served here was changed last. */
const changed = new Date('2026-11-28T00:00:00Z');

const specification = 'http://wiki.open311.org/GeoReport_v2';
const formats = ['text/xml', 'application/json'];

/** Where this standard is served, and how to be let in. Some clients need two endpoints to see a list: the same server is both, as it is production or test. */
export function discovery({ town }: Context, publicUrl: string): Row {
	const { emergency, name } = town.municipality;
	const at = (type: string) => ({ specification, url: `${publicUrl}/open311/v2`, changeset: w3c(changed), type, formats });
	return {
		changeset: w3c(changed),
		contact: `${name}: ${[emergency.email, emergency.phone].filter(Boolean).join(', ')}`,
		key_service: `${publicUrl}/console/ – an account that may take reports makes its own api_key.`,
		endpoints: [at('production'), at('test')],
	};
}
