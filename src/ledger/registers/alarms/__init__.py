"""Alarms: something is overdue and somebody must act; raised, acknowledged, shelved, cleared."""
