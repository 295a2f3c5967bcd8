"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { addCoupon, couponForm, readCoupon, switchCoupon } from "@/lib/checkout/coupon-commands";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";

export const addCouponAction = memberAction(
  "settings:write",
  couponForm,
  async ({ store, member, locale }, input, form): Promise<FormState> => {
    const read = readCoupon(input, { locale, timeZone: store.timeZone });
    if (!read.ok) return rejected(read.errors, echoValues(form));
    const added = await addCoupon({ storeId: store.id, actorId: member.userId }, read.value);
    if (!added.ok)
      return added.code === "coupon_taken" ? rejected({ code: added.code }, echoValues(form)) : rejected({}, echoValues(form), added.code);
    refresh();
    return saved();
  },
);

export const switchCouponAction = memberAction(
  "settings:write",
  z.object({ id: z.uuid(), isActive: z.enum(["on", "off"]) }),
  async ({ store, member }, { id, isActive }): Promise<FormState> => {
    const done = await switchCoupon({ storeId: store.id, actorId: member.userId }, id, isActive === "on");
    refresh();
    return done.ok ? saved() : rejected({}, {}, done.code);
  },
);
