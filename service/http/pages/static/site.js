/* What every page does. */

import { wireConnection } from "./connection.js";
import { onWipe } from "./drafts/storage.js";
import { wireProgress } from "./progress.js";

wireConnection();
wireProgress();
onWipe(() => location.replace(document.querySelector("a.brand").href));
