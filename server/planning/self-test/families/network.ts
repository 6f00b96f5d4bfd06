import { continuousDensity, epanechnikov, gaussian, networkDistance } from '../../../maths/network-heat.ts';
import { networkKernel, type Spot } from '../../../maths/network-kernel.ts';
import vectors from '../../../maths/vectors/network_kde.json' with { type: 'json' };
import { type Check, type Family, near, relative } from '../check.ts';

interface Place {
	readonly x: number;
	readonly y: number;
}

/** The side of the pixels on which R has its figures, metres. */
const pixel = 0.5;
/** What R's figures on pixels may differ by. */
const onPixels = 0.02;

const vertex = (i: number): Place => ({ x: vectors.vertices[i]?.[0] ?? Number.NaN, y: vectors.vertices[i]?.[1] ?? Number.NaN });

const stretches = vectors.edges_0based.map(([from = 0, to = 0]) => ({
	from,
	to,
	length: Math.hypot(vertex(from).x - vertex(to).x, vertex(from).y - vertex(to).y),
}));

/** The spots of the streets that pass within so much of a place. */
function spotsNear({ x, y }: Place, metres: number): Spot[] {
	return stretches.flatMap(({ from, to, length }, stretch) => {
		const [a, b] = [vertex(from), vertex(to)];
		const along = ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / length;
		const at = Math.min(length, Math.max(0, along));
		const off = Math.hypot(x - a.x - (at * (b.x - a.x)) / length, y - a.y - (at * (b.y - a.y)) / length);
		return off <= metres ? [{ stretch, at }] : [];
	});
}

const spotAt = (place: Place): Spot => spotsNear(place, 1e-9)[0] ?? { stretch: -1, at: 0 };

/** The middle of the pixel that begins at a place, or of the last one of the picture. */
const middleOf = ({ x, y }: Place): Place => ({
	x: Math.min(x + pixel / 2, Math.max(...vectors.vertices.map(([it = 0]) => it)) - pixel / 2),
	y: Math.min(y + pixel / 2, Math.max(...vectors.vertices.map(([, it = 0]) => it)) - pixel / 2),
});

/** What a density comes to in the pixels of the queries. One at a junction belongs to one of its streets, and the file does not say to which. */
const inPixels = (density: (spot: Spot) => number, told: readonly number[]): (number | undefined)[] =>
	vectors.query.map((it, i) => {
		const found = spotsNear(middleOf(it), pixel / 2 + 1e-9).map(density);
		return found.sort((a, b) => Math.abs(a - (told[i] ?? 0)) - Math.abs(b - (told[i] ?? 0)))[0];
	});

/** What a density comes to over the whole network. */
const whole = (density: (spot: Spot) => number): number =>
	stretches.reduce((sum, { length }, stretch) => {
		const middles = Array.from({ length: length / pixel }, (_, i) => (i + 0.5) * pixel);
		return sum + middles.reduce((all, at) => all + pixel * density({ stretch, at }), 0);
	}, 0);

function along(): Check[] {
	const spots = vectors.points.map(spotAt);
	const [reach, sigma] = [vectors.epanechnikov_halfwidth, vectors.sigma];
	const [parted, even, heat] = [
		networkKernel(stretches, spots, reach),
		continuousDensity(stretches, spots, epanechnikov(reach)),
		continuousDensity(stretches, spots, gaussian(sigma)),
	];
	// at a junction the value depends on from where it is looked at, and the vector leaves it out
	const exact = vectors.equal_split_discontinuous_exact.flatMap((value, i) => (value === null ? [] : [{ value, query: vectors.query[i] ?? vertex(-1) }]));
	return [
		near(
			'equal_split_discontinuous_exact',
			exact.map(({ query }) => parted(spotAt(query))),
			exact.map(({ value }) => value),
			1e-9,
		),
		relative('equal_split_discontinuous_epan', inPixels(parted, vectors.equal_split_discontinuous_epan), vectors.equal_split_discontinuous_epan, onPixels),
		relative('equal_split_continuous_epan', inPixels(even, vectors.equal_split_continuous_epan), vectors.equal_split_continuous_epan, onPixels),
		relative(
			'heat_kernel_gaussian',
			vectors.query.map((it) => heat(spotAt(it))),
			vectors.heat_kernel_gaussian,
			onPixels,
		),
		relative(
			'integral_esd, integral_esc, integral_heat',
			[parted, even, heat].map(whole),
			[vectors.integral_esd, vectors.integral_esc, vectors.integral_heat],
			onPixels,
		),
		near(
			'network_distance_points_by_query',
			spots.flatMap((from) => vectors.query.map((to) => networkDistance(stretches, from, spotAt(to)))),
			vectors.network_distance_points_by_query.flat(),
			1e-9,
		),
	];
}

export const networkFamily: Family = { id: 'network', vectors: ['network_kde.json'], oracle: vectors.meta.oracle, checks: along };
