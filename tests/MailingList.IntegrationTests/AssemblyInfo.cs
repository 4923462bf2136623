// Two cores: the collections that have a name (an MTA and what runs through it, a cluster) go on beside the others, which are one after the other.
[assembly: Xunit.CollectionBehavior(Xunit.CollectionBehavior.CollectionPerAssembly, MaxParallelThreads = 2)]
