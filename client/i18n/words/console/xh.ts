import { words as approvals } from './approvals/xh.ts';
import { words as audit } from './audit/xh.ts';
import { words as away } from './away/xh.ts';
import { words as calibration } from './calibration/xh.ts';
import { words as calls } from './calls/xh.ts';
import { words as care } from './care/xh.ts';
import { words as causes } from './causes/xh.ts';
import { words as channels } from './channels/xh.ts';
import { words as connections } from './connections/xh.ts';
import { words as desk } from './desk/xh.ts';
import type { words as en } from './en.ts';
import { words as exchange } from './exchange/xh.ts';
import { words as holds } from './holds/xh.ts';
import { words as imports } from './imports/xh.ts';
import { words as indicators } from './indicators/xh.ts';
import { words as means } from './means/xh.ts';
import { words as navigation } from './navigation/xh.ts';
import { words as network } from './network/xh.ts';
import { words as notices } from './notices/xh.ts';
import { words as order } from './order/xh.ts';
import { words as orders } from './orders/xh.ts';
import { words as papers } from './papers/xh.ts';
import { words as priorities } from './priorities/xh.ts';
import { words as proposed } from './proposed/xh.ts';
import { words as recategorise } from './recategorise/xh.ts';
import { words as register } from './register/xh.ts';
import { words as rooms } from './rooms/xh.ts';
import { words as rules } from './rules/xh.ts';
import { words as runs } from './runs/xh.ts';
import { words as safety } from './safety/xh.ts';
import { words as security } from './security/xh.ts';
import { words as settings } from './settings/xh.ts';
import { words as standards } from './standards/xh.ts';
import { words as standby } from './standby/xh.ts';
import { words as townFile } from './town-file/xh.ts';

export const words: Record<keyof typeof en, string> = {
	'app.title': 'Ideski yolawulo',
	...approvals,
	...audit,
	...calibration,
	...away,
	...calls,
	...connections,
	...desk,
	...rooms,
	...safety,
	...care,
	...causes,
	...channels,
	...recategorise,
	...register,
	...holds,
	...imports,
	...notices,
	...exchange,
	...navigation,
	...network,
	...security,
	...order,
	...priorities,
	...settings,
	...standards,
	...townFile,
	...standby,
	...rules,
	...orders,
	...indicators,
	...means,
	...papers,
	...proposed,
	...runs,
};
