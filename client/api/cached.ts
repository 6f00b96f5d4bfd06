/** How one kind of what was loaded is kept for when there is no connection. */
interface Keeping {
	cache: string;
	/** At most so many; the oldest go first. */
	most: number;
}

const trim = async (cache: Cache, most: number): Promise<void> => {
	const keys = await cache.keys();
	await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((it) => cache.delete(it)));
};

async function keep(request: Request, answer: Response, { cache, most }: Keeping): Promise<void> {
	const kept = await caches.open(cache);
	// Put anew, so that what is used last goes last.
	await kept.delete(request);
	await kept.put(request, answer);
	await trim(kept, most);
}

/** What was kept if it is there, else from the server, and kept: for files whose names change with their content. */
export async function keptOrFresh(request: Request, keeping: Keeping): Promise<Response> {
	const kept = await caches.match(request);
	if (kept) return kept;
	const answer = await fetch(request);
	if (answer.ok) void keep(request, answer.clone(), keeping);
	return answer;
}

/** From the server, and kept; where it does not answer within some time, what was kept. */
export async function freshOrKept(request: Request, keeping: Keeping & { patience: number }): Promise<Response> {
	const asked = fetch(request).then((answer) => {
		if (answer.ok) void keep(request, answer.clone(), keeping);
		return answer;
	});
	asked.catch(() => undefined);
	const kept = await (await caches.open(keeping.cache)).match(request);
	if (!kept) return asked;
	const late = new Promise<Response>((answer) => setTimeout(answer, navigator.onLine ? keeping.patience : 300, kept));
	return Promise.race([asked.catch(() => kept), late]);
}
