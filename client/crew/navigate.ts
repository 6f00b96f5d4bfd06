interface At {
	lon: number;
	lat: number;
}

/** The address that opens the phone's own navigation; on a desk a map on the web. */
export function wayTo({ lon, lat }: At, device: string = navigator.userAgent): string {
	const place = `${lat.toFixed(6)},${lon.toFixed(6)}`;
	if (/Android/i.test(device)) return `geo:${place}?q=${place}`;
	if (/iPhone|iPad|iPod/i.test(device)) return `maps:?daddr=${place}`;
	return `https://www.openstreetmap.org/directions?to=${encodeURIComponent(place)}`;
}
