import { createHash } from 'node:crypto';
import { live, type Told } from '../../../seeds/history/live.ts';
import { type Layout, layOut } from '../../../seeds/layout.ts';
import type { SizeName } from '../../../seeds/town/sizes.ts';
import { drawTown, type Town } from '../../../seeds/town/town.ts';
import { wardFinder } from '../../../seeds/town/wards.ts';

export const now = new Date('2026-11-23T10:00:00Z');

/** A town drawn in memory, with its plan. */
export function draw(name: SizeName, seed?: string): { layout: Layout; town: Town } {
	const layout = layOut(name, { seed, now });
	const [sheet] = layout.sheets;
	if (!sheet) {
		throw new Error('a town has a sheet');
	}
	const town = drawTown(sheet, { counters: { asset: 0, byClass: {} }, wardOf: wardFinder(layout.wards), from: layout.from, now: layout.now });
	return { layout, town };
}

/** What happened in it. */
export const history = ({ layout, town }: ReturnType<typeof draw>): Told[] => live(town, { ...layout, fresh: true });

/** A fingerprint of all that was drawn and told. */
export function digest(name: SizeName, seed?: string): string {
	const drawn = draw(name, seed);
	const told = history(drawn).map(({ story }) => [story.first, story.state, story.incident.mode.mode.code, story.incident.at, story.tellings, story.moves]);
	return createHash('sha256')
		.update(JSON.stringify([drawn.town.assets, drawn.town.places, drawn.layout.wards, told]))
		.digest('hex');
}
