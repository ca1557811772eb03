create table coupons (
  code text primary key,
  redeemed_by text
);
