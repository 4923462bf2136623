// Two cores, and every test starts servers and processes of its own: one after the other is faster, and tells what failed.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
