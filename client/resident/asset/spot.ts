/** A place that somebody marks, and what it is called. */
export interface Spot {
	lon: number;
	lat: number;
	name: string;
}
