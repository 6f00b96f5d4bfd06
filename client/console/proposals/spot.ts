/** A place the reviewer puts an asset at instead of the proposed one. */
export interface Spot {
	lon: number;
	lat: number;
}
