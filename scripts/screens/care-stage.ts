interface Located {
	reference: string;
	title: string;
	lon: number;
	lat: number;
}

/** What the screens about the care for the register are shown with. */
export interface CareStage {
	/** A lamp that was looked at, moved and repaired: it has a story. */
	storied: string;
	/** A lamp that is no longer there; another has its place. */
	retired: string;
	/** Codes and links of proposals: one that waits, with two voices, and one that was turned down. */
	waiting: { code: string; tracking: string };
	rejected: { code: string; tracking: string };
}

type Ask = <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;
type Made = CareStage['waiting'];

const aside = ({ lon, lat }: Located, metres: number): { lon: number; lat: number } => ({ lon: lon + metres / 92_000, lat: lat + metres / 300_000 });

/** Does to four lamps what people do to a register. */
export async function prepareCare(anyone: Ask, officer: Ask, lamps: readonly Located[]): Promise<CareStage> {
	const [first, second, third, fourth] = lamps;
	if (!first || !second || !third || !fourth) throw new Error('this town has too few lamps');
	const propose = (it: object): Promise<Made> => anyone('POST', '/api/proposals', { language: 'en', ...it });
	const waiting = await propose({
		kind: 'moved',
		asset: first.reference,
		...aside(first, 14),
		words: 'It was moved when they built the bus stop.',
		email: 'resident@example.org',
	});
	await propose({ kind: 'moved', asset: first.reference, ...aside(first, 15), words: 'The lamp is on the other side of the stop now.' });
	await propose({ kind: 'missing', class: 'street-lights', ...aside(second, 33), words: 'A new pole without a number.' });
	await propose({ kind: 'wrong', asset: second.reference, attributes: { pole_material: 'wood' } });
	const rejected = await propose({ kind: 'gone', asset: third.reference, words: 'I cannot see it.' });
	await officer('POST', `/api/register/proposals/${rejected.code}/reject`, { reason: 'It stands behind the tree at number 12; we saw it today.' });
	for (const [on, grade] of [
		['2021-03-02', 1],
		['2023-04-18', 2],
		['2025-05-06', 4],
	] as const) {
		const defects =
			grade === 4
				? [
						{ code: 'leaning', severity: 4, words: 'towards the road' },
						{ code: 'corrosion', severity: 3 },
					]
				: [];
		await officer('POST', `/api/assets/${third.reference}/inspections`, {
			on,
			grade,
			inspector: 'R. Petersen',
			note: grade === 4 ? 'Base plate rusted through on one side.' : '',
			defects,
		});
	}
	const { lon, lat } = aside(third, 6);
	await officer('POST', '/api/assets/edits', { edit: { kind: 'change', asset: third.reference, geometry: { type: 'Point', coordinates: [lon, lat] } } });
	await officer('POST', '/api/assets/edits', { edit: { kind: 'replace', asset: fourth.reference, attributes: { lamp_type: 'LED' } } });
	return { storied: third.reference, retired: fourth.reference, waiting, rejected };
}
