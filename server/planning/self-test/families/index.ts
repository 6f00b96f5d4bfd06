import type { Family } from '../check.ts';
import { calibrated } from './calibration.ts';
import { causesFamily } from './causes.ts';
import { clocks } from './clocks.ts';
import { crews } from './crews.ts';
import { crudeRates, deterioration, regressions, repeated } from './failures.ts';
import { grouping, snapping } from './locating.ts';
import { networkFamily } from './network.ts';
import { privacyFamily, renewal, riskMatrix } from './planning.ts';
import { reporting } from './reporting.ts';
import { scanFamily } from './scan.ts';
import { hotspotFamily, shrinkage } from './spatial.ts';
import { survival } from './survival.ts';
import { anomalies, drift, sudden, weeks } from './watching.ts';

/** All families of methods, in the order in which the page shows them. */
export const families: readonly Family[] = [
	crudeRates,
	regressions,
	shrinkage,
	deterioration,
	repeated,
	survival,
	hotspotFamily,
	scanFamily,
	networkFamily,
	reporting,
	anomalies,
	sudden,
	weeks,
	drift,
	renewal,
	riskMatrix,
	privacyFamily,
	snapping,
	calibrated,
	grouping,
	causesFamily,
	clocks,
	crews,
];
