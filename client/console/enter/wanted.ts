/** What the address asks of somebody who is not signed in: links of invitations and resets carry their secret after the #, where no server sees it. */
export function wanted({ search, hash }: Pick<Location, 'search' | 'hash'>): { view: 'in' | 'forgot' | 'set'; token: string } {
	const query = new URLSearchParams(search);
	const token = query.get('token') ?? hash.replace(/^#/, '');
	if (query.has('set-password') || query.has('token')) return { view: 'set', token };
	return { view: query.has('forgot') ? 'forgot' : 'in', token: '' };
}
