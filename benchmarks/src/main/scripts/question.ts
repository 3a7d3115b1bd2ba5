// The smallest script that asks something.
import * as coral from "@coral/sdk";

console.log((await coral.services.list()).length);
