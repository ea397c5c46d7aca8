"""Lists of countries, legal forms, head words and well-known bodies; `README.md` says where each comes from."""
