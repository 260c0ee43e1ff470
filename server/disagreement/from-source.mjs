// Lets a thread read our sources as they are: `--import tsx` does so for the first thread of a process alone.
import { register } from 'tsx/esm/api'

register()
