/* The start page: what this browser keeps of the clerk's work, and how it is deleted. */

import { listDrafts } from "./drafts/list.js";
import { wireWipe } from "./drafts/wiping.js";

listDrafts();
wireWipe();
