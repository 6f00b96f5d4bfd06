import type { Me } from './contract.ts';
import type { Signed } from './passport.ts';
import { rightsBy } from './rights.ts';

/** Who is signed in, as they are told themselves. */
export const meOf = (person: Signed | undefined): Me => ({
	person: person ? { id: person.publicId, name: person.name, email: person.email, language: person.language } : null,
	roles: person ? [...new Set(person.roles.map((it) => it.role))] : [],
	rights: person ? rightsBy(person) : [],
	...(person?.mustEnrol && { mustEnrol: true }),
});
