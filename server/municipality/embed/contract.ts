import * as z from 'zod/mini';
import { endpoint } from '../../platform/contract.ts';

/** An origin: scheme, host and, where it is not the usual one, port; the host may begin with `*.`. */
const Site = z
	.string()
	.check(
		z.maxLength(200),
		z.regex(/^https?:\/\/(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, 'Like https://www.example.org, in small letters, without a path.'),
	);

const Sites = z.object({ sites: z.array(Site).check(z.maxLength(50)) });

export const readEmbedSites = endpoint({
	method: 'get',
	path: '/api/embed/sites',
	access: 'setting.manage',
	summary: 'The websites that may show our pages in a frame.',
	input: z.object({}),
	output: Sites,
});

export const writeEmbedSites = endpoint({
	method: 'put',
	path: '/api/embed/sites',
	access: 'setting.manage',
	summary: 'Says which websites may show our pages in a frame; all others are refused.',
	input: Sites,
	output: Sites,
});
