import type { AssetPage } from '../../../server/work/asset-page/contract.ts';
import { chooseMode, choosePlace, clearDraft } from '../report/draft.ts';
import { forgetPhotos } from '../report/photos.ts';
import { go } from '../route.ts';

type About = Pick<AssetPage, 'reference' | 'kind' | 'lon' | 'lat'>;

/** Begins a report about an asset: what is wrong is said or asked next, where it is needs no asking. */
export function beginReport({ reference, kind, lon, lat }: About, mode?: string): void {
	clearDraft();
	void forgetPhotos();
	if (mode) chooseMode(mode);
	choosePlace({ lon, lat, method: 'list', asset: reference, name: `${kind} ${reference}` });
	go(mode ? '/report/where' : '/report');
}
