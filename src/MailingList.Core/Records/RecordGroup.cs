namespace MailingList.Core.Records;

/// <summary>What is published together. Its word (<see cref="Lists.Words"/>) is part of the name of the containers in Consul.</summary>
public enum RecordGroup
{
    /// <summary>A list itself and what is decided about it: settings, owners, whom and what it does not take.</summary>
    Settings,

    /// <summary>Who gets a list's posts.</summary>
    Subscribers,

    /// <summary>What belongs to no list and nobody else may read: the keys of tokens. An access rule of its own can stand on it.</summary>
    Secret,

    /// <summary>What happens on a list, kept for a while.</summary>
    Traffic,

    /// <summary>What is counted over all lists so that nobody is flooded, kept for a day.</summary>
    Limits,

    /// <summary>What is decided for all lists: whom and what none of them takes.</summary>
    Site,

    /// <summary>From which addresses mail comes back, over all lists, kept for a while.</summary>
    Bounces,
}

/// <summary>What is to be known of groups.</summary>
public static class RecordGroups
{
    /// <summary>Whether its records belong each to a list; those of the others belong to none.</summary>
    public static bool BelongsToLists(this RecordGroup group) => group is not (RecordGroup.Secret or RecordGroup.Limits or RecordGroup.Site or RecordGroup.Bounces);
}
