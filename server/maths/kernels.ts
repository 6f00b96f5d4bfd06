import { normalBetween } from './error-function.ts';
import type { Line, MetricGeometry, Position } from './geometry.ts';

const ROOT_2PI = Math.sqrt(2 * Math.PI);

/** Beyond this many standard deviations a polygon counts as out of reach: what is lost there is below 1e-9. */
const REACH = 6;

/** The density in 1/m² of a pin that lies (dx, dy) metres from a point asset, when pins scatter with `sigma` metres along each axis. */
export function pointKernel(dx: number, dy: number, sigma: number): number {
	const variance = sigma * sigma;
	return Math.exp(-(dx * dx + dy * dy) / (2 * variance)) / (2 * Math.PI * variance);
}

/** The same density integrated along a line asset, in 1/m: a long main beside the pin weighs more than a short stub at the same distance. */
export function lineKernel(coordinates: Line, pin: Position, sigma: number): number {
	const px = pin[0] as number;
	const py = pin[1] as number;
	let sum = 0;
	let [ax, ay] = coordinates[0] as [number, number];
	for (let i = 1; i < coordinates.length; i++) {
		const point = coordinates[i] as Position;
		const bx = point[0] as number;
		const by = point[1] as number;
		const length = Math.hypot(bx - ax, by - ay);
		if (length > 0) {
			const along = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length;
			const across = ((px - ax) * (by - ay) - (py - ay) * (bx - ax)) / length;
			sum += Math.exp(-(across * across) / (2 * sigma * sigma)) * normalBetween(-along / sigma, (length - along) / sigma);
		}
		ax = bx;
		ay = by;
	}
	return sum / (sigma * ROOT_2PI);
}

/**
 * The share of the scatter around the pin that falls on a polygon asset (dimensionless; rings as in GeoJSON, in any winding, the first one outer).
 * One integral per edge over the angle at which the pin sees it: K = Σ ∫ (1 − exp(−r(θ)² / 2σ²)) dθ / 2π. Zero when the pin is over 6σ outside the
 * polygon's box; edges over 7σ away need no quadrature.
 */
export function polygonKernel(rings: readonly Line[], pin: Position, sigma: number): number {
	const outer = rings[0];
	if (!outer || !withinReach(outer, pin, REACH * sigma)) {
		return 0;
	}
	let turns = 0;
	for (const ring of rings) {
		const swept = ringAngle(ring, pin, sigma);
		const anticlockwise = signedArea(ring, pin) >= 0;
		turns += anticlockwise === (ring === outer) ? swept : -swept;
	}
	return Math.min(1, Math.max(0, turns / (2 * Math.PI)));
}

/** The kernel of any geometry: 1/m² for points, 1/m for lines, dimensionless for polygons; the parts of a collection add up. */
export function kernel(geometry: MetricGeometry, pin: Position, sigma: number): number {
	switch (geometry.type) {
		case 'Point':
			return pointTo(geometry.coordinates, pin, sigma);
		case 'MultiPoint':
			return total(geometry.coordinates, (part) => pointTo(part, pin, sigma));
		case 'LineString':
			return lineKernel(geometry.coordinates, pin, sigma);
		case 'MultiLineString':
			return total(geometry.coordinates, (part) => lineKernel(part, pin, sigma));
		case 'Polygon':
			return polygonKernel(geometry.coordinates, pin, sigma);
		case 'MultiPolygon':
			return total(geometry.coordinates, (part) => polygonKernel(part, pin, sigma));
	}
}

/** The kernel for pins that are now and then far off (satellite positions, addresses): nine in ten scatter with sigma, one in ten with three times that. */
export function heavyTailed(geometry: MetricGeometry, pin: Position, sigma: number): number {
	return 0.9 * kernel(geometry, pin, sigma) + 0.1 * kernel(geometry, pin, 3 * sigma);
}

function pointTo(point: Position, pin: Position, sigma: number): number {
	return pointKernel((pin[0] as number) - (point[0] as number), (pin[1] as number) - (point[1] as number), sigma);
}

function total<Part>(parts: readonly Part[], measure: (part: Part) => number): number {
	let sum = 0;
	for (const part of parts) {
		sum += measure(part);
	}
	return sum;
}

function withinReach(ring: Line, pin: Position, reach: number): boolean {
	let [west, south, east, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const point of ring) {
		const x = (point[0] as number) - (pin[0] as number);
		const y = (point[1] as number) - (pin[1] as number);
		west = Math.min(west, x);
		east = Math.max(east, x);
		south = Math.min(south, y);
		north = Math.max(north, y);
	}
	return west <= reach && east >= -reach && south <= reach && north >= -reach;
}

// Twice the area, about the pin: coordinates of millions of metres would cost digits.
function signedArea(ring: Line, pin: Position): number {
	const px = pin[0] as number;
	const py = pin[1] as number;
	let twice = 0;
	let [ax, ay] = ring[ring.length - 1] as [number, number];
	for (const point of ring) {
		const bx = point[0] as number;
		const by = point[1] as number;
		twice += (ax - px) * (by - py) - (bx - px) * (ay - py);
		ax = bx;
		ay = by;
	}
	return twice;
}

// In units of sigma with the pin as origin: the angle the ring sweeps, less what the scatter does not reach of it.
function ringAngle(ring: Line, pin: Position, sigma: number): number {
	const px = pin[0] as number;
	const py = pin[1] as number;
	let swept = 0;
	const last = ring[ring.length - 1] as Position;
	let ax = ((last[0] as number) - px) / sigma;
	let ay = ((last[1] as number) - py) / sigma;
	for (const point of ring) {
		const bx = ((point[0] as number) - px) / sigma;
		const by = ((point[1] as number) - py) / sigma;
		swept += edgeAngle(ax, ay, bx, by);
		ax = bx;
		ay = by;
	}
	return swept;
}

function edgeAngle(ax: number, ay: number, bx: number, by: number): number {
	const length = Math.hypot(bx - ax, by - ay);
	const cross = ax * by - bx * ay;
	const distance = length > 0 ? Math.abs(cross) / length : 0;
	// seen end-on, an edge sweeps no angle, and the part of it within reach goes to zero with the distance
	if (distance < 1e-12) {
		return 0;
	}
	const angle = Math.atan2(cross, ax * bx + ay * by);
	if (distance > 7) {
		return angle;
	}
	const from = (-ax * (bx - ax) - ay * (by - ay)) / length;
	const beyond = beyondEdge(distance, -from, length - from);
	return cross > 0 ? angle - beyond : angle + beyond;
}

// Gauss-Legendre nodes and weights, 5 points on [-1, 1].
const NODES = [0, 0.5384693101056831, -0.5384693101056831, 0.906179845938664, -0.906179845938664] as const;
const WEIGHTS = [0.5688888888888889, 0.47862867049936647, 0.47862867049936647, 0.23692688505618908, 0.23692688505618908] as const;

// ∫ exp(−d² sec²θ / 2) dθ over an edge at distance d that runs from t0 to t1 along itself. With tan θ = sinh u the integrand has no scale smaller than
// one however near the pin lies, so panels of half a unit (never more than 64 are needed) give nine digits.
function beyondEdge(distance: number, t0: number, t1: number): number {
	const reach = Math.acosh(Math.max(1, 8 / distance));
	const lower = Math.max(-reach, Math.asinh(t0 / distance));
	const upper = Math.min(reach, Math.asinh(t1 / distance));
	if (upper <= lower) {
		return 0;
	}
	const panels = Math.min(64, Math.ceil((upper - lower) * 2));
	const half = (upper - lower) / panels / 2;
	const decay = (-distance * distance) / 2;
	let sum = 0;
	for (let panel = 0; panel < panels; panel++) {
		const middle = lower + (2 * panel + 1) * half;
		for (let i = 0; i < 5; i++) {
			const grown = Math.exp(middle + half * (NODES[i] as number));
			const cosh = (grown + 1 / grown) / 2;
			sum += ((WEIGHTS[i] as number) * Math.exp(decay * cosh * cosh)) / cosh;
		}
	}
	return sum * half;
}
