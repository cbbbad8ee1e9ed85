/* What every page does. */

import { wireConnection } from "./connection.js";
import { wireProgress } from "./progress.js";
import { onWipe } from "./storage.js";

wireConnection();
wireProgress();
onWipe(() => location.replace(document.querySelector("a.brand").href));
