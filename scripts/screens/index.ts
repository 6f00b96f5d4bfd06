import type { Page } from 'playwright-core';
import type { Eyes, Looking, Watched } from '../../tests/support/browser.ts';
import { account } from './account.ts';
import { causes } from './causes.ts';
import { clocks } from './clocks.ts';
import { connections } from './connections.ts';
import { desk } from './console.ts';
import { crew } from './crew.ts';
import { learning } from './learning.ts';
import { network } from './network.ts';
import { path } from './path.ts';
import { planner } from './planner.ts';
import { privacy } from './privacy.ts';
import { publicScreens } from './public.ts';
import { register } from './register.ts';
import { resident } from './resident.ts';
import { residentOffline } from './resident-offline.ts';
import { rules } from './rules.ts';
import type { Screen } from './screen.ts';
import { security } from './security.ts';
import type { Stage } from './stage.ts';
import { standards } from './standards.ts';
import { work } from './work.ts';

/** Every screen of the product in every state that is looked at: for the pictures and for the accessibility tests. */
export const screens: readonly Screen[] = [
	...resident,
	...residentOffline,
	...privacy,
	...security,
	...account,
	...publicScreens,
	...desk,
	...causes,
	...clocks,
	...register,
	...network,
	...learning,
	...rules,
	...crew,
	...planner,
	...standards,
	...connections,
	...path,
	...work,
];

type Look = Pick<Looking, 'width' | 'height' | 'language' | 'theme' | 'bypassCSP'>;

/** Where the eyes look, and at what. */
export interface Sight {
	eyes: Eyes;
	stage: Stage;
	look: Look;
}

const reach = async (page: Page, screen: Screen, stage: Stage): Promise<void> => {
	await screen.before?.(page);
	await page.goto(typeof screen.address === 'string' ? screen.address : screen.address(stage));
	await screen.steps?.(page, stage);
	await page.locator(screen.ready).first().waitFor();
	if (screen.paper) await page.emulateMedia({ media: 'print' });
};

/** Opens a screen and waits until it stands; what does not come says which screen it was. */
export async function show(screen: Screen, { eyes, stage, look }: Sight): Promise<Watched> {
	const seen = await eyes.open({
		...look,
		person: screen.person,
		plain: !screen.before,
		...(screen.kept && { kept: screen.kept(stage) }),
		...(screen.expected && { expected: screen.expected }),
	});
	seen.page.setDefaultTimeout(45_000);
	try {
		await reach(seen.page, screen, stage);
		await seen.settle();
		return seen;
	} catch (thrown) {
		await seen.close();
		throw new Error(
			`${screen.name} at ${look.width} px in ${look.language ?? 'en'}: ${thrown instanceof Error ? thrown.message : thrown}\n${seen.wrong.join('\n')}`,
		);
	}
}
