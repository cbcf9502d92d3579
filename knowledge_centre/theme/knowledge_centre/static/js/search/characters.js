/** Which characters words are made of: what characters.py has too. folding.js says why all are written down. */

import { ranges } from "./folding.js";

/** No letters, marks or digits. All else is one, what Unicode will have later too. */
export const NO_WORD = ranges(
  "0-2f 3a-40 5b-60 7b-a9 ab-b1 b4 b6-b8 bb-bf d7 f7 2b9-2ff 375 37e 384-385 387 3f6 482 55a-55f 589-58f 5be 5c0 " +
    "5c3 5c6 5f3-60f 61b-61f 66a-66d 6d4 6dd-6de 6e9 6fd-6fe 700-70f 7f6-7f9 830-83e 964-965 970 9f2-9f3 9fa-9fb a76 " +
    "af0-af1 b70 bf3-bfa c77 c7f c84 d4f d79 df4 e3f e4f e5a-e5b f01-f17 f1a-f1f f34 f36 f38 f3a-f3d f85 fbe-fda " +
    "104a-104f 109e-109f 10fb 1360-1368 1390-1399 1400 166d-166e 1680 169b-169c 16eb-16ed 1735-1736 17d4-17d6 " +
    "17d8-17db 1800-180a 1940-1945 19de-19ff 1a1e-1a1f 1aa0-1aad 1b5a-1b6a 1b74-1b7f 1bfc-1bff 1c3b-1c3f 1c7e-1c7f " +
    "1cc0-1cc7 1cd3 1fbd 1fbf-1fc1 1fcd-1fcf 1fdd-1fdf 1fed-1fef 1ffd-206f 207a-207e 208a-208f 20a0-20cf 2100-2101 " +
    "2103-2106 2108-2109 2114 2116-2118 211e-2123 2125 2127 2129 212e 213a-213b 2140-2144 214a-214d 214f-215f " +
    "2189-2bff 2ce5-2cea 2cf9-2cff 2d70 2e00-2e7f 2fe0-3004 3008-3020 3030 3036-3037 303d-3040 309b-309c 30a0 30fb " +
    "3190-319f 31c0-31ef 3200-33ff 4dc0-4dff a490-a4cf a4fe-a4ff a60d-a60f a673 a67e a6f2-a721 a789-a78a a828-a82b " +
    "a836-a839 a874-a877 a8ce-a8cf a8f8-a8fa a8fc a92e-a92f a95f a9c1-a9cd a9de-a9df aa5c-aa5f aa77-aa79 aade-aadf " +
    "aaf0-aaf1 ab5b ab6a-ab6b abeb d800-f8ff fb29 fbb2-fbd2 fd3e-fd4f fdcf fdfc-fe1f fe30-fe6f feff-ff0f ff1a-ff20 " +
    "ff3b-ff40 ff5b-ff65 ffdd-ffff 1d000-1d3ff 1f000-1ffff 40000-10ffff",
);

/** Scripts that are written without spaces, and Hangul, whose words have endings: two signs at a time are a term. */
export const UNSPACED = ranges(
  "e01-e3a e40-e4e e81-ecf eda-eff 1000-103f 1050-109d 1100-11ff 1780-17d3 17d7 17dc-17dd 2e80-2fdf 3005-3007 " +
    "3021-302f 3031-3035 3038-303c 3041-309a 309d-309f 30a1-30fa 30fc-318f 31a0-31bf 31f0-31ff 3400-4dbf 4e00-9fff " +
    "a960-a97f a9e0-a9ef a9fa-a9ff aa60-aa76 aa7a-aa7f ac00-d7ff f900-faff ff66-ffdc 1aff0-1b16f 20000-3ffff",
);

/** What belongs to the sign before it in those scripts. */
export const MARKS = ranges(
  "e31 e34-e3a e47-e4e eb1 eb4-ebc ec8-ece 102b-103e 1056-1059 105e-1060 1062-1064 1067-106d 1071-1074 1082-108d " +
    "108f 109a-109d 1160-11ff 17b4-17d3 17dd 302a-302f 3099-309a d7b0-d7ff ff9e-ff9f",
);

export const SYMBOLS = ranges(
  "a2-a7 a9 ac ae b0-b1 b6 bc-be d7 f7 60b 9f2-9f3 e3f 2020-2021 2030-2031 20a0-20cf 2100-24ff 25a0-27ff 2900-2bff " +
    "3200-33ff 4dc0-4dff fdfc 1d100-1d1ff 1f000-1faff",
);
