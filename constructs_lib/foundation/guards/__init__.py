"""What stands between cdktf's silent mistakes and Terraform. Each was seen to happen without an error or a warning.

document      pure: what the written JSON of one stack gives away (mangled tokens, lost blocks, no backend, machine paths, …)
tree          what only the construct tree knows (elements that overwrote each other, aspects nobody visits)
dictionaries  what is gone before anything is written: dictionaries where a typed block belongs
wiring        text given to a construct that Terraform would evaluate
guard         all of them at once after `app.synth()`; what is damaged does not stay on disk
"""
