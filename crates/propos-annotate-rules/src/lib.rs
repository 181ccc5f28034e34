//! Claims, speakers, topics and stances by rules, without a model, in French and English
