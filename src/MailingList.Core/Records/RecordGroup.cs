namespace MailingList.Core.Records;

/// <summary>What is published together. Its word (<see cref="Lists.Words"/>) is part of the name of the containers in Consul.</summary>
public enum RecordGroup
{
    /// <summary>A list itself and what is decided about it: settings, owners.</summary>
    Settings,

    /// <summary>Who gets a list's posts.</summary>
    Subscribers,

    /// <summary>What belongs to no list and nobody else may read: the keys of tokens. An access rule of its own can stand on it.</summary>
    Secret,
}
