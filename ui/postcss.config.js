import pxtorem from "postcss-pxtorem";

/** Every length in the styles is written at 100 % scale and follows the root's size; hairlines stay 1 px. */
export default {
  plugins: [pxtorem({ rootValue: 16, propList: ["*"], minPixelValue: 1.6, unitPrecision: 4 })],
};
